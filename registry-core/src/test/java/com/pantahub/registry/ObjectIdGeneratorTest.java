package com.pantahub.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ObjectIdGeneratorTest {

  private static final Instant START = Instant.ofEpochSecond(0x5f00_0001L);

  private final MutableClock clock = new MutableClock(START);
  private final ObjectIdGenerator generator =
      new ObjectIdGenerator(clock, new SplittableRandom(42));

  @Test
  void next_atATime_isSecondsThenRandomThenCounter() {
    byte[] random = new byte[5];
    new SplittableRandom(42).nextBytes(random);
    String process =
        "%02x%02x%02x%02x%02x".formatted(random[0], random[1], random[2], random[3], random[4]);

    assertThat(generator.next()).hasToString("5f000001" + process + "000000");
    assertThat(generator.next()).hasToString("5f000001" + process + "000001");
    clock.advance(Duration.ofSeconds(1));
    assertThat(generator.next()).hasToString("5f000002" + process + "000000");
  }

  @Test
  void next_clockSetBack_growsStill() {
    String before = generator.next();
    clock.advance(Duration.ofDays(-1));

    assertThat(generator.next()).isGreaterThan(before);
  }

  @Test
  void next_clockBefore1970_growsStill() {
    clock.advance(Duration.between(START, Instant.MIN));

    assertThat(Stream.generate(generator::next).limit(3)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void next_counterOverflows_borrowsFromTheNextSecond() {
    String first = generator.next();
    for (int i = 2; i < 1 << 24; i++) {
      generator.nextSerial();
    }

    assertThat(first).startsWith("5f000001").endsWith("000000");
    assertThat(generator.next()).startsWith("5f000001").endsWith("ffffff");
    assertThat(generator.next()).startsWith("5f000002").endsWith("000000");
  }

  @Test
  void next_after2106_isRefused() {
    clock.advance(Duration.between(START, Instant.parse("2106-02-07T06:28:15Z")));
    assertThat(generator.next()).startsWith("ffffffff");
    clock.advance(Duration.ofSeconds(1));

    assertThatIllegalStateException().isThrownBy(generator::next);
  }

  @Test
  void next_manyThreads_isUniqueAndOrderedInEach() throws Exception {
    List<List<String>> made =
        Simultaneously.run(
            16,
            thread ->
                Stream.generate(generator::next)
                    .limit(2_000)
                    .peek(id -> clock.advance(Duration.ofMillis(thread)))
                    .toList());

    assertThat(made).allSatisfy(ids -> assertThat(ids).isSorted());
    assertThat(made.stream().flatMap(Collection::stream)).doesNotHaveDuplicates().hasSize(32_000);
  }

  @Test
  void next_twoProcesses_differ() {
    SecureRandom random = new SecureRandom();

    assertThat(new ObjectIdGenerator(clock, random).next())
        .isNotEqualTo(new ObjectIdGenerator(clock, random).next());
  }
}
