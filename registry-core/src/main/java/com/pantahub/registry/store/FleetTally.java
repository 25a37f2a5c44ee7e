package com.pantahub.registry.store;

import com.pantahub.registry.Device;
import com.pantahub.registry.FleetCounts;
import java.time.Duration;
import java.time.Instant;

/** Keeps {@link FleetCounts} as devices come and go. Not thread-safe; its owner holds a lock. */
final class FleetTally {

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration ONE_HOUR = Duration.ofHours(1);
  private static final Duration ONE_DAY = Duration.ofHours(24);

  private final SeenRing seen = new SeenRing();
  private long claimed;
  private long unclaimed;
  private long publicDevices;

  /** Counts a device. */
  void add(Device device) {
    count(device, 1);
    device.lastSeen().ifPresent(seen::add);
  }

  /** Takes back a device that was added as it is now. */
  void remove(Device device) {
    count(device, -1);
    device.lastSeen().ifPresent(seen::remove);
  }

  FleetCounts counts(Instant now) {
    return new FleetCounts(
        claimed,
        unclaimed,
        publicDevices,
        seen.within(FIVE_MINUTES, now),
        seen.within(ONE_HOUR, now),
        seen.within(ONE_DAY, now));
  }

  private void count(Device device, int change) {
    if (device.owner().isPresent()) {
      claimed += change;
    } else {
      unclaimed += change;
    }
    if (device.isPublic()) {
      publicDevices += change;
    }
  }
}
