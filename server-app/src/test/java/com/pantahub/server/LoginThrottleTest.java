package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginThrottleTest {
  private final TestClock clock = new TestClock();
  private final LoginThrottle throttle = new LoginThrottle(clock);

  @Test
  void delay_nothingFailed_isNone() {
    assertThat(throttle.delay("user1", "192.0.2.1")).isEmpty();
    assertThat(throttle.size()).isZero();
  }

  @Test
  void delay_nameFailedTooOften_isUntilTheNextMayBeTried() {
    for (int i = 0; i < LoginThrottle.NAME_BURST; i++) {
      assertThat(throttle.delay("user1", "192.0.2." + i)).isEmpty();
      throttle.failed("user1", "192.0.2." + i);
    }
    assertThat(throttle.delay("user1", "192.0.2.99")).contains(LoginThrottle.NAME_INTERVAL);
    assertThat(throttle.delay("USER1", "192.0.2.99")).isPresent();
    assertThat(throttle.delay("user2", "192.0.2.1")).isEmpty();

    clock.advance(LoginThrottle.NAME_INTERVAL.minusMillis(1));
    assertThat(throttle.delay("user1", "192.0.2.99")).contains(Duration.ofMillis(1));
    clock.advance(Duration.ofMillis(1));
    assertThat(throttle.delay("user1", "192.0.2.99")).isEmpty();
    throttle.failed("user1", "192.0.2.99");
    assertThat(throttle.delay("user1", "192.0.2.99")).contains(LoginThrottle.NAME_INTERVAL);
  }

  @Test
  void delay_addressFailedTooOften_holdsForEveryName() {
    for (int i = 0; i < LoginThrottle.ADDRESS_BURST; i++) {
      assertThat(throttle.delay("user" + i, "192.0.2.1")).isEmpty();
      throttle.failed("user" + i, "192.0.2.1");
    }
    assertThat(throttle.delay("somebody", "192.0.2.1")).contains(LoginThrottle.ADDRESS_INTERVAL);
    assertThat(throttle.delay("somebody", "192.0.2.2")).isEmpty();
    clock.advance(Duration.ofMinutes(2));
    assertThat(throttle.delay("somebody", "192.0.2.1")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2001:db8:0:1:0:0:0:2, true", "2001:db8:0:2:0:0:0:1, false"})
  void delay_addressOfVersion6_countsByItsNetwork(String other, boolean same) {
    for (int i = 0; i < LoginThrottle.ADDRESS_BURST; i++) {
      throttle.failed("user" + i, "2001:db8:0:1:0:0:0:1");
    }
    assertThat(throttle.delay("somebody", other).isPresent()).isEqualTo(same);
  }

  @Test
  void failed_anyNumberOfNames_takesBoundedMemory() {
    for (int i = 0; i < 3 * LoginThrottle.MAX_KEYS; i++) {
      throttle.failed("name" + i, "address" + i);
    }
    assertThat(throttle.size()).isEqualTo(2 * LoginThrottle.MAX_KEYS);
  }

  @Test
  void failed_namesTooLongToExist_countAsOne() {
    for (int i = 0; i < LoginThrottle.NAME_BURST; i++) {
      throttle.failed("x".repeat(1_000 + i), "192.0.2." + i);
    }
    assertThat(throttle.size()).isEqualTo(1 + LoginThrottle.NAME_BURST);
    assertThat(throttle.delay("y".repeat(5_000), "192.0.2.99")).isPresent();
  }
}
