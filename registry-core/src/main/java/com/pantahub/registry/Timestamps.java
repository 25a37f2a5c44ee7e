package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * When a thing came into being and when it last changed, to the microsecond. Immutable.
 *
 * @param created when it came into being
 * @param modified when it last changed
 */
public record Timestamps(Instant created, Instant modified) {

  /**
   * Makes times out of what a store has kept.
   *
   * @param created when it came into being
   * @param modified when it last changed
   */
  public Timestamps {
    requireNonNull(created, "created");
    requireNonNull(modified, "modified");
  }

  /** Returns the times of a thing that has just come into being. */
  static Timestamps createdAt(Instant now) {
    return new Timestamps(now, now);
  }

  /** Returns the times of a thing that has just changed. */
  Timestamps modifiedAt(Instant now) {
    return new Timestamps(created, now);
  }
}
