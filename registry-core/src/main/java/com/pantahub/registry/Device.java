package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * One device as it was at one moment. Immutable.
 *
 * <p>Times are as exact as microseconds, which every store keeps. {@link #toString} shows no
 * secret.
 *
 * @param id its identity, for good
 * @param nick its name
 * @param ownership whose it is
 * @param timeCreated when it was registered
 * @param timeModified when its nick or ownership last changed
 * @param lastSeen when it was last heard of; empty before the first time, and to callers who are
 *     neither its owner nor itself
 */
public record Device(
    DeviceId id,
    Nick nick,
    Ownership ownership,
    Instant timeCreated,
    Instant timeModified,
    Optional<Instant> lastSeen) {

  /**
   * Makes a device out of what a store has kept.
   *
   * @param id its identity, for good
   * @param nick its name
   * @param ownership whose it is
   * @param timeCreated when it was registered
   * @param timeModified when its nick or ownership last changed
   * @param lastSeen when it was last heard of; empty before the first time
   */
  public Device {
    requireNonNull(id, "id");
    requireNonNull(nick, "nick");
    requireNonNull(ownership, "ownership");
    requireNonNull(timeCreated, "timeCreated");
    requireNonNull(timeModified, "timeModified");
    requireNonNull(lastSeen, "lastSeen");
  }

  /** Returns a device that has just come into being. */
  static Device created(DeviceId id, Nick nick, Ownership ownership, Instant now) {
    return new Device(id, nick, ownership, now, now, Optional.empty());
  }

  /**
   * Returns the full name of this device.
   *
   * @return its prn
   */
  public Prn prn() {
    return Prn.of(id);
  }

  /**
   * Returns the account this device belongs to.
   *
   * @return the account's prn, or empty while the device is unclaimed
   */
  public Optional<Prn> owner() {
    return ownership instanceof Ownership.Claimed claimed
        ? Optional.of(claimed.owner())
        : Optional.empty();
  }

  /**
   * Returns what a user must know to claim this device.
   *
   * @return the challenge, or empty once the device is claimed
   */
  public Optional<Challenge> challenge() {
    return ownership instanceof Ownership.Unclaimed unclaimed
        ? Optional.of(unclaimed.challenge())
        : Optional.empty();
  }

  /**
   * Tells whether everybody may see this device.
   *
   * @return whether its owner has published it
   */
  public boolean isPublic() {
    return ownership instanceof Ownership.Claimed claimed && claimed.isPublic();
  }

  Device withNick(Nick newNick, Instant now) {
    return new Device(id, newNick, ownership, timeCreated, now, lastSeen);
  }

  Device withOwnership(Ownership newOwnership, Instant now) {
    return new Device(id, nick, newOwnership, timeCreated, now, lastSeen);
  }

  Device withLastSeen(Instant when) {
    return new Device(id, nick, ownership, timeCreated, timeModified, Optional.of(when));
  }

  Device withoutLastSeen() {
    return new Device(id, nick, ownership, timeCreated, timeModified, Optional.empty());
  }
}
