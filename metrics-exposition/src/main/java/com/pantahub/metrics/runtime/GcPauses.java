package com.pantahub.metrics.runtime;

import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sums up the stop-the-world collections of this process. Thread-safe. */
final class GcPauses implements Consumer<GcEvent> {

  /*
   * design
   *
   * Totals are kept in whole milliseconds, the resolution of the notifications. A pause shorter
   * than that is reported as 0 or, when it crosses the boundary of a millisecond, as 1; over many
   * pauses the sum is right, a single quantile is not. Totals start with what the collectors' beans
   * count at construction, and the recent pauses with the last one of each collector; a collection
   * which ends between that and the first notification is missed.
   *
   * Quantiles are Go's [1]: the sorted durations at index n*q, the greatest for q = 1, over as many
   * of the latest pauses as Go's runtime remembers. They are sorted once per collection, not once
   * per scrape: collections are the rarer.
   *
   * [1] runtime/debug.ReadGCStats
   */

  private static final int RECENT = 256;
  private static final int QUARTERS = 4;

  private final InstantSource clock;
  private final long[] recentMillis = new long[RECENT];
  private long recorded;
  private long count;
  private long sumMillis;
  private long lastEndEpochMillis;
  private @Nullable GcPauseSummary summary;

  GcPauses(InstantSource clock) {
    this.clock = clock;
  }

  /** Starts with what the collectors have done until now. */
  static GcPauses after(List<GarbageCollectorMXBean> collectors, InstantSource clock) {
    GcPauses pauses = new GcPauses(clock);
    for (GarbageCollectorMXBean collector : collectors) {
      if (GcEvent.stopsTheWorld(collector.getName())) {
        pauses.addPast(collector);
      }
    }
    return pauses;
  }

  private synchronized void addPast(GarbageCollectorMXBean collector) {
    count += Math.max(0, collector.getCollectionCount());
    sumMillis += Math.max(0, collector.getCollectionTime());
    if (collector instanceof com.sun.management.GarbageCollectorMXBean vmCollector) {
      GcInfo last = vmCollector.getLastGcInfo();
      if (last != null) {
        long vmStart = ManagementFactory.getRuntimeMXBean().getStartTime();
        remember(last.getDuration());
        lastEndEpochMillis = Math.max(lastEndEpochMillis, vmStart + last.getEndTime());
      }
    }
  }

  /** Counts a collection which has just ended, unless it is a concurrent one. */
  @Override
  public synchronized void accept(GcEvent event) {
    if (event.stopsTheWorld()) {
      count++;
      sumMillis += event.durationMillis();
      remember(event.durationMillis());
      lastEndEpochMillis = clock.millis();
    }
  }

  private void remember(long durationMillis) {
    recentMillis[(int) (recorded++ % RECENT)] = durationMillis;
    summary = null;
  }

  synchronized GcPauseSummary summary() {
    GcPauseSummary current = summary;
    if (current == null) {
      current =
          new GcPauseSummary(count, sumMillis / 1e3, lastEndEpochMillis / 1e3, quantilesSeconds());
      summary = current;
    }
    return current;
  }

  private List<Double> quantilesSeconds() {
    int size = (int) Math.min(recorded, RECENT);
    long[] sorted = Arrays.copyOf(recentMillis, Math.max(1, size));
    Arrays.sort(sorted);
    List<Double> quantiles = new ArrayList<>(QUARTERS + 1);
    for (int quarter = 0; quarter <= QUARTERS; quarter++) {
      int index = Math.min(sorted.length * quarter / QUARTERS, sorted.length - 1);
      quantiles.add(sorted[index] / 1e3);
    }
    return List.copyOf(quantiles);
  }
}
