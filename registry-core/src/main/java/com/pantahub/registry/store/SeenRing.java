package com.pantahub.registry.store;

import static com.pantahub.registry.FleetCounts.SEEN_RESOLUTION_SECONDS;

import java.time.Duration;
import java.time.Instant;

/** Counts sightings by how long ago they were. Not thread-safe; its owner holds a lock. */
final class SeenRing {

  /*
   * A ring of counters, one per slice of SEEN_RESOLUTION_SECONDS: the newest slice and those before
   * it. A device is in the slice of its last sighting and nowhere else: when it is seen again, one
   * counter goes down and another up. A sighting in a newer slice than any before clears the slices
   * which thereby fall off the far end; what has fallen off is neither counted nor taken back.
   * Adding costs O(1), and clearing O(1) per slice of time that passes. Counting adds up the slices
   * of the span: at most 8,641 additions for a day, whatever the number of devices.
   *
   * 2^14 slices are 45 hours, and a power of two so that an index is a mask. Spans are of at most 24
   * hours; the rest absorbs a clock that is set back by up to 21 hours.
   */

  static final int SLICES = 1 << 14;

  private final long[] counts = new long[SLICES];
  private long newest = slice(Instant.MIN);

  /** Counts a sighting. */
  void add(Instant seen) {
    long slice = slice(seen);
    for (long s = Math.max(newest, slice - SLICES) + 1; s <= slice; s++) {
      counts[index(s)] = 0;
    }
    newest = Math.max(newest, slice);
    if (holds(slice)) {
      counts[index(slice)]++;
    }
  }

  /** Takes back a sighting that was added before. */
  void remove(Instant seen) {
    long slice = slice(seen);
    if (holds(slice)) {
      counts[index(slice)]--;
    }
  }

  /** Returns the number of sightings within a span of at most 24 hours before {@code now}. */
  long within(Duration span, Instant now) {
    long sum = 0;
    long oldest = Math.max(slice(now.minus(span)), newest - SLICES + 1);
    for (long s = oldest; s <= newest; s++) {
      sum += counts[index(s)];
    }
    return sum;
  }

  private boolean holds(long slice) {
    return slice > newest - SLICES;
  }

  private static long slice(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), SEEN_RESOLUTION_SECONDS);
  }

  private static int index(long slice) {
    return (int) slice & (SLICES - 1);
  }
}
