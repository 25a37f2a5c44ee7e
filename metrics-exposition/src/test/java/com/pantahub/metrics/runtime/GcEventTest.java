package com.pantahub.metrics.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcEventTest {

  @ParameterizedTest
  @CsvSource({
    "Copy, Allocation Failure, true",
    "MarkSweepCompact, System.gc(), true",
    "PS Scavenge, Allocation Failure, true",
    "PS MarkSweep, Ergonomics, true",
    "G1 Young Generation, G1 Evacuation Pause, true",
    "G1 Old Generation, System.gc(), true",
    "G1 Concurrent GC, No GC, false",
    "G1 Young Generation, No GC, false",
    "ZGC Pauses, Warmup, true",
    "ZGC Cycles, Warmup, false",
    "ZGC Minor Pauses, Allocation Rate, true",
    "ZGC Minor Cycles, Allocation Rate, false",
    "ZGC Major Pauses, Proactive, true",
    "ZGC Major Cycles, Proactive, false",
    "Shenandoah Pauses, Concurrent GC, true",
    "Shenandoah Cycles, Concurrent GC, false",
  })
  void stopsTheWorld_collectorOfTheVm_onlyPauses(String collector, String cause, boolean expected) {
    assertThat(new GcEvent(collector, cause, 1, 0, 0).stopsTheWorld()).isEqualTo(expected);
  }
}
