package com.pantahub.registry.store;

import static com.pantahub.registry.FleetCounts.SEEN_RESOLUTION_SECONDS;

import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceId;
import com.pantahub.registry.FleetCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@link FleetCounts} in a table as devices come and go. Thread-safe.
 *
 * <p>A counter changes in the same transaction as the device that it counts.
 */
final class FleetCounters {

  /*
   * A row of fleet_counter says how many devices are of a kind: claimed, unclaimed, public, or last
   * seen in a slice of time. There are slices of SEEN_RESOLUTION_SECONDS and, so that a day need not
   * be added up from 8,640 of them, long ones of 60 such slices. A device that was seen is in one of
   * either. The sightings of a span are those in the long slices that it covers, and in the slices of
   * the long one in which it begins: 205 rows at most for a day.
   *
   * Where many transactions write at a time, each counter is spread over several rows, the shards,
   * and a device always counts in the one that the last digit of its id says. A transaction changes
   * its counters after everything else and in the order of their keys, in one statement: so no two
   * wait for each other.
   *
   * Slices that are KEPT slices old are deleted by the first sighting in a new slice, those of one
   * slice at a time unless nothing was seen for long. As spans are of at most 24 hours, the rest
   * absorbs a clock that is set back by up to 21 hours.
   */

  private static final int CLAIMED = 1;
  private static final int UNCLAIMED = 2;
  private static final int PUBLIC = 3;
  private static final int SEEN = 4;
  private static final int SEEN_LONG = 5;

  private static final int LONG_SLICE = 60;
  private static final long KEPT = 1 << 14;
  private static final int HEX = 16;

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration ONE_HOUR = Duration.ofHours(1);
  private static final Duration ONE_DAY = Duration.ofHours(24);

  private static final String ROW = "(?, ?, ?, ?)";
  private static final String ADD =
      "insert into fleet_counter (kind, slice, shard, devices) values ";
  private static final String TO_WHAT_IS_THERE =
      " on conflict (kind, slice, shard)"
          + " do update set devices = fleet_counter.devices + excluded.devices";
  private static final String FORGET = "delete from fleet_counter where kind = ? and slice < ?";

  private static final String OF_KIND =
      "(select coalesce(sum(devices), 0) from fleet_counter where kind = ?)";
  private static final String SEEN_SINCE =
      "(select coalesce(sum(devices), 0) from fleet_counter where kind = ? and slice > ?)"
          + " + (select coalesce(sum(devices), 0) from fleet_counter"
          + " where kind = ? and slice between ? and ?)";
  private static final String COUNTS =
      "select " + String.join(", ", OF_KIND, OF_KIND, OF_KIND, SEEN_SINCE, SEEN_SINCE, SEEN_SINCE);

  private final int shards;
  private final AtomicLong newestSlice = new AtomicLong(Long.MIN_VALUE);

  FleetCounters(int shards) {
    this.shards = shards;
  }

  /**
   * What of a device is counted. Immutable.
   *
   * @param claimed whether it has an owner
   * @param isPublic whether everybody may see it
   * @param lastSeen when it was last heard of
   */
  record Standing(boolean claimed, boolean isPublic, Optional<Instant> lastSeen) {

    static Standing of(Device device) {
      return new Standing(device.owner().isPresent(), device.isPublic(), device.lastSeen());
    }

    /** Tells whether it was seen later than that, or in the same slice of time. */
    boolean isSeenAround(Instant when) {
      return lastSeen.filter(seen -> seen.isAfter(when) || slice(seen) == slice(when)).isPresent();
    }

    Standing seenAt(Instant when) {
      return new Standing(claimed, isPublic, Optional.of(when));
    }
  }

  /** One row. In the order in which rows are locked. */
  private record Key(int kind, long slice, int shard) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::kind)
            .thenComparingLong(Key::slice)
            .thenComparingInt(Key::shard);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Counts a device that has come into being. */
  void added(Session session, DeviceId id, Standing after) {
    change(session, id, null, after);
  }

  /** Counts a device as it is now, and no longer as it was before. */
  void changed(Session session, DeviceId id, Standing before, Standing after) {
    change(session, id, before, after);
  }

  /** Counts a device no longer. */
  void removed(Session session, DeviceId id, Standing before) {
    change(session, id, before, null);
  }

  private void change(
      Session session, DeviceId id, @Nullable Standing before, @Nullable Standing after) {
    int shard = Character.digit(id.value().charAt(id.value().length() - 1), HEX) % shards;
    Map<Key, Integer> changes = new TreeMap<>();
    collect(before, shard, -1, changes);
    collect(after, shard, 1, changes);
    changes.values().removeIf(change -> change == 0);
    if (changes.isEmpty()) {
      return;
    }
    if (after != null) {
      after.lastSeen().ifPresent(seen -> forgetOld(session, slice(seen)));
    }
    add(session, changes);
  }

  private static void collect(
      @Nullable Standing standing, int shard, int change, Map<Key, Integer> changes) {
    if (standing == null) {
      return;
    }
    changes.merge(
        new Key(standing.claimed() ? CLAIMED : UNCLAIMED, 0, shard), change, Integer::sum);
    if (standing.isPublic()) {
      changes.merge(new Key(PUBLIC, 0, shard), change, Integer::sum);
    }
    if (standing.lastSeen().isPresent()) {
      long slice = slice(standing.lastSeen().get());
      changes.merge(new Key(SEEN, slice, shard), change, Integer::sum);
      changes.merge(new Key(SEEN_LONG, longSlice(slice), shard), change, Integer::sum);
    }
  }

  private static void add(Session session, Map<Key, Integer> changes) {
    List<Object> parameters = new ArrayList<>();
    changes.forEach(
        (key, change) ->
            parameters.addAll(List.of(key.kind(), key.slice(), key.shard(), (long) change)));
    String rows = String.join(", ", Collections.nCopies(changes.size(), ROW));
    session.update(ADD + rows + TO_WHAT_IS_THERE, parameters.toArray());
  }

  private void forgetOld(Session session, long slice) {
    long newest = newestSlice.get();
    if (slice > newest && newestSlice.compareAndSet(newest, slice)) {
      session.update(FORGET, SEEN, slice - KEPT);
      session.update(FORGET, SEEN_LONG, longSlice(slice - KEPT));
    }
  }

  /** Adds up the counters: at most 653 for each shard. */
  FleetCounts counts(Session session, Instant now) {
    List<Object> parameters = new ArrayList<>(List.of(CLAIMED, UNCLAIMED, PUBLIC));
    for (Duration span : List.of(FIVE_MINUTES, ONE_HOUR, ONE_DAY)) {
      long first = slice(now.minus(span));
      long firstLong = longSlice(first);
      long lastOfFirstLong = firstLong * LONG_SLICE + LONG_SLICE - 1;
      parameters.addAll(List.of(SEEN_LONG, firstLong, SEEN, first, lastOfFirstLong));
    }
    return session
        .first(
            COUNTS,
            row ->
                new FleetCounts(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)),
            parameters.toArray())
        .orElseThrow();
  }

  static long slice(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), SEEN_RESOLUTION_SECONDS);
  }

  private static long longSlice(long slice) {
    return Math.floorDiv(slice, (long) LONG_SLICE);
  }
}
