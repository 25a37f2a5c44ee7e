package com.pantahub.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReusePoolTest {

  private final AtomicInteger made = new AtomicInteger();

  @Test
  void acquire_afterRelease_lendsTheSameThing() {
    ReusePool<Object> pool = new ReusePool<>(this::make, 1);
    Object thing = pool.acquire();
    pool.release(thing);

    assertThat(pool.acquire()).isSameAs(thing);
    assertThat(made).hasValue(1);
    assertThat(pool.lent()).isEqualTo(1);
  }

  @Test
  void acquire_afterABurst_lendsWhatIsStillThere() {
    ReusePool<Object> pool = new ReusePool<>(this::make, 2);
    List<Object> burst = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      burst.add(pool.acquire());
    }
    burst.forEach(pool::release);

    List<Object> again = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      again.add(pool.acquire());
    }

    assertThat(again).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(burst);
    assertThat(made).hasValue(10);
  }

  @Test
  void acquire_fromAPoolThatKeepsNothing_lends() {
    ReusePool<Object> pool = new ReusePool<>(this::make, 0);
    pool.release(pool.acquire());

    assertThat(pool.acquire()).isNotNull();
    assertThat(pool.lent()).isEqualTo(1);
  }

  @Test
  void acquire_thatCannotMake_lendsNothing() {
    ReusePool<Object> pool =
        new ReusePool<>(
            () -> {
              throw new OutOfMemoryError("test");
            },
            1);

    assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(pool::acquire);
    assertThat(pool.lent()).isZero();
  }

  private Object make() {
    made.incrementAndGet();
    return new Object();
  }
}
