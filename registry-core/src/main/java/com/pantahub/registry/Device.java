package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * One device as it was at one moment. Immutable; {@link #toString} shows no secret.
 *
 * @param id its identity, for good
 * @param nick its name
 * @param ownership whose it is
 * @param metadata what is noted about it; nothing, to callers who are neither its owner nor itself
 * @param history what has become of it over time
 */
public record Device(
    DeviceId id, Nick nick, Ownership ownership, DeviceMetadata metadata, DeviceHistory history) {

  /**
   * Makes a device out of what a store has kept.
   *
   * @param id its identity, for good
   * @param nick its name
   * @param ownership whose it is
   * @param metadata what is noted about it
   * @param history what has become of it over time
   */
  public Device {
    requireNonNull(id, "id");
    requireNonNull(nick, "nick");
    requireNonNull(ownership, "ownership");
    requireNonNull(metadata, "metadata");
    requireNonNull(history, "history");
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

  /**
   * Returns what its owner has noted about this device.
   *
   * @return the user-meta
   */
  public Metadata userMeta() {
    return metadata.user();
  }

  /**
   * Returns what this device has noted about itself.
   *
   * @return the device-meta
   */
  public Metadata deviceMeta() {
    return metadata.device();
  }

  /**
   * Returns when this device was registered.
   *
   * @return the moment
   */
  public Instant timeCreated() {
    return history.created();
  }

  /**
   * Returns when this device last changed.
   *
   * @return the moment
   */
  public Instant timeModified() {
    return history.modified();
  }

  /**
   * Returns when this device was last heard of.
   *
   * @return the moment, or empty before the first time
   */
  public Optional<Instant> lastSeen() {
    return history.lastSeen();
  }

  /**
   * Returns how often this device has changed.
   *
   * @return a number that grows with each change
   */
  public long revision() {
    return history.revision();
  }

  /**
   * Tells whether a caller may see all of this device, and not only what is shown of public ones.
   *
   * @param caller anybody
   * @return whether that is its owner or itself
   */
  public boolean showsAllTo(Caller caller) {
    return AccessRules.isOwnerOrSelf(caller, this);
  }

  Device withNick(Nick newNick) {
    return new Device(id, newNick, ownership, metadata, history);
  }

  Device withOwnership(Ownership newOwnership) {
    return new Device(id, nick, newOwnership, metadata, history);
  }

  Device withMetadata(DeviceMetadata newMetadata) {
    return new Device(id, nick, ownership, newMetadata, history);
  }

  /**
   * Returns this device with another history.
   *
   * @param newHistory the history
   * @return the device
   */
  public Device withHistory(DeviceHistory newHistory) {
    return new Device(id, nick, ownership, metadata, newHistory);
  }
}
