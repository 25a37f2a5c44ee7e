package com.pantahub.metrics.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GcAllocationMeterTest {

  private final GcAllocationMeter meter = new GcAllocationMeter();

  private static GcEvent collection(long before, long after) {
    return new GcEvent("G1 Young Generation", "G1 Evacuation Pause", 1, before, after);
  }

  @Test
  void totalBytes_noCollectionYet_isWhatIsInUse() {
    assertThat(meter.totalBytes(100)).isEqualTo(100);
  }

  @Test
  void totalBytes_afterCollections_includesWhatWasFreed() {
    meter.accept(collection(100, 10));
    assertThat(meter.totalBytes(30)).isEqualTo(120);

    meter.accept(collection(60, 20));
    assertThat(meter.totalBytes(25)).isEqualTo(155);
  }

  @Test
  void totalBytes_collectionNotYetNotified_staysAndThenCountsOnce() {
    assertThat(meter.totalBytes(100)).isEqualTo(100);
    assertThat(meter.totalBytes(12)).isEqualTo(100);

    meter.accept(collection(120, 10));

    assertThat(meter.totalBytes(12)).isEqualTo(122);
  }

  @Test
  void totalBytes_heapFreedWithoutACollection_neverDecreases() {
    meter.accept(collection(100, 80));
    assertThat(meter.totalBytes(90)).isEqualTo(110);
    assertThat(meter.totalBytes(50)).isEqualTo(110);

    meter.accept(collection(60, 40));

    assertThat(meter.totalBytes(40)).isEqualTo(110);
    assertThat(meter.totalBytes(75)).isEqualTo(135);
  }

  @Test
  void accept_eventWithoutMemory_changesNothing() {
    meter.accept(collection(100, 10));
    meter.accept(new GcEvent("ZGC Pauses", "Proactive", 1, 0, 0));

    assertThat(meter.totalBytes(15)).isEqualTo(105);
  }

  @Test
  void accept_heapGrownDuringAConcurrentCycle_countsTheGrowth() {
    meter.accept(new GcEvent("ZGC Cycles", "Warmup", 50, 20, 46));

    assertThat(meter.totalBytes(50)).isEqualTo(50);
  }
}
