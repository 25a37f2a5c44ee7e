package com.pantahub.metrics.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class GcPausesTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2019-10-07T13:13:23.799Z"));

  private final GcPauses pauses = new GcPauses(CLOCK);

  private static GcEvent pause(long millis) {
    return new GcEvent("G1 Young Generation", "G1 Evacuation Pause", millis, 100, 10);
  }

  @Test
  void summary_beforeTheFirst_allZero() {
    assertThat(pauses.summary())
        .isEqualTo(new GcPauseSummary(0, 0, 0, List.of(0.0, 0.0, 0.0, 0.0, 0.0)));
  }

  @Test
  void summary_onePause_everyQuantileIsIt() {
    pauses.accept(pause(3));

    assertThat(pauses.summary())
        .isEqualTo(
            new GcPauseSummary(
                1, 0.003, 1570454003.799, List.of(0.003, 0.003, 0.003, 0.003, 0.003)));
  }

  @Test
  void summary_severalPauses_quantilesOfTheSortedDurations() {
    for (long millis : new long[] {9, 2, 7, 4, 1, 8, 3, 6}) {
      pauses.accept(pause(millis));
    }

    assertThat(pauses.summary().quantilesSeconds())
        .containsExactly(0.001, 0.003, 0.006, 0.008, 0.009);
    assertThat(pauses.summary().sumSeconds()).isEqualTo(0.040);
  }

  @Test
  void summary_askedBetweenPauses_includesTheNewOne() {
    pauses.accept(pause(1));
    assertThat(pauses.summary().count()).isEqualTo(1);

    pauses.accept(pause(5));

    assertThat(pauses.summary().count()).isEqualTo(2);
    assertThat(pauses.summary().quantilesSeconds())
        .containsExactly(0.001, 0.001, 0.005, 0.005, 0.005);
  }

  @Test
  void summary_moreThan256Pauses_quantilesOfTheLast256CountOfAll() {
    for (int i = 0; i < 10; i++) {
      pauses.accept(pause(10_000));
    }
    for (int millis = 1; millis <= 256; millis++) {
      pauses.accept(pause(millis));
    }

    assertThat(pauses.summary().quantilesSeconds())
        .containsExactly(0.001, 0.065, 0.129, 0.193, 0.256);
    assertThat(pauses.summary().count()).isEqualTo(266);
    assertThat(pauses.summary().sumSeconds()).isEqualTo(132.896);
  }

  @Test
  void accept_concurrentCycle_isNotAPause() {
    pauses.accept(new GcEvent("ZGC Cycles", "Proactive", 500, 100, 10));
    pauses.accept(new GcEvent("G1 Concurrent GC", "No GC", 500, 100, 100));

    assertThat(pauses.summary()).isEqualTo(new GcPauses(CLOCK).summary());
  }

  @Test
  void after_earlierCollections_startsWithTheirTotals() {
    List<GarbageCollectorMXBean> collectors =
        List.of(
            new FakeGcBean("Shenandoah Pauses", 40, 25),
            new FakeGcBean("Shenandoah Cycles", 10, 9_000),
            new FakeGcBean("Copy", 2, 6),
            new FakeGcBean("MarkSweepCompact", -1, -1));

    GcPauses after = GcPauses.after(collectors, CLOCK);
    after.accept(pause(4));

    assertThat(after.summary().count()).isEqualTo(43);
    assertThat(after.summary().sumSeconds()).isEqualTo(0.035);
  }

  @Test
  void after_collectionsOfThisVm_remembersTheLast() {
    System.gc();
    List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    long vmStartMillis = ManagementFactory.getRuntimeMXBean().getStartTime();

    GcPauseSummary summary = GcPauses.after(collectors, CLOCK).summary();

    assertThat(summary.count()).isPositive();
    assertThat(summary.lastEndEpochSeconds())
        .isBetween(vmStartMillis / 1e3, System.currentTimeMillis() / 1e3 + 1);
  }
}
