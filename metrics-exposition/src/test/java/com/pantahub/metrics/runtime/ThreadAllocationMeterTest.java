package com.pantahub.metrics.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ThreadAllocationMeterTest {

  @Test
  void totalBytes_countGoesBackOrIsSwitchedOff_neverDecreases() {
    PrimitiveIterator.OfLong counts = LongStream.of(10, 30, 20, -1, 31).iterator();
    ThreadAllocationMeter meter = new ThreadAllocationMeter(counts::nextLong);

    assertThat(LongStream.of(0, 0, 0, 0, 0).map(meter::totalBytes))
        .containsExactly(10L, 30L, 30L, 30L, 31L);
  }

  @Test
  void totalBytes_moreInUseThanThreadsAllocated_isWhatIsInUse() {
    assertThat(new ThreadAllocationMeter(() -> 10).totalBytes(15)).isEqualTo(15);
  }

  @Test
  void ofThisVm_vmWithTheCount_includesEndedThreads() {
    ThreadAllocationMeter.ofThisVm()
        .ifPresentOrElse(
            meter -> {
              long before = meter.totalBytes(0);
              Thread thread = new Thread(() -> assertThat(new byte[1 << 20]).hasSize(1 << 20));
              thread.start();
              join(thread);
              assertThat(meter.totalBytes(0) - before).isGreaterThanOrEqualTo(1 << 20);
            },
            () -> assertThat(Runtime.version().feature()).isLessThan(21));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
