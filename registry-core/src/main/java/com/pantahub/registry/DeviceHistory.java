package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What has become of a device over time. Immutable.
 *
 * <p>Times are as exact as microseconds, which every store keeps.
 *
 * @param created when it was registered
 * @param modified when its nick, ownership, metadata or secret last changed
 * @param lastSeen when it was last heard of; empty before the first time, and to callers who are
 *     neither its owner nor itself
 * @param revision how many such changes there have been; being heard of is none
 */
public record DeviceHistory(
    Instant created, Instant modified, Optional<Instant> lastSeen, long revision) {

  /**
   * Makes a history out of what a store has kept.
   *
   * @param created when it was registered
   * @param modified when it last changed
   * @param lastSeen when it was last heard of
   * @param revision how many changes there have been
   */
  public DeviceHistory {
    requireNonNull(created, "created");
    requireNonNull(modified, "modified");
    requireNonNull(lastSeen, "lastSeen");
  }

  /** Returns the history of a device that has just come into being. */
  static DeviceHistory createdAt(Instant now) {
    return new DeviceHistory(now, now, Optional.empty(), 0);
  }

  /** Returns this history with one more change. */
  DeviceHistory modifiedAt(Instant now) {
    return new DeviceHistory(created, now, lastSeen, revision + 1);
  }

  /**
   * Returns this history with one more sighting. It never moves back in time.
   *
   * @param when the moment
   * @return the longer history
   */
  public DeviceHistory seenAt(Instant when) {
    return lastSeen.filter(when::isBefore).isPresent()
        ? this
        : new DeviceHistory(created, modified, Optional.of(when), revision);
  }

  /** Returns this history without its sightings. */
  DeviceHistory unseen() {
    return new DeviceHistory(created, modified, Optional.empty(), revision);
  }
}
