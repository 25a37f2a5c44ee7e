package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What somebody who registers a device wants of it. Immutable.
 *
 * @param nick its name; empty to have one made
 * @param secret its secret; empty to have one made, which is stronger and faster to check
 * @param userMeta what its owner notes about it; taken from users only
 * @param deviceMeta what it notes about itself; taken from devices and anonymous callers only
 */
public record DeviceDraft(
    Optional<Nick> nick, Optional<Secret> secret, Metadata userMeta, Metadata deviceMeta) {

  /** Nothing wanted: the registry makes what is needed. */
  public static final DeviceDraft EMPTY =
      new DeviceDraft(Optional.empty(), Optional.empty(), Metadata.EMPTY, Metadata.EMPTY);

  /**
   * Makes a draft.
   *
   * @param nick its name
   * @param secret its secret
   * @param userMeta what its owner notes about it
   * @param deviceMeta what it notes about itself
   */
  public DeviceDraft {
    requireNonNull(nick, "nick");
    requireNonNull(secret, "secret");
    requireNonNull(userMeta, "userMeta");
    requireNonNull(deviceMeta, "deviceMeta");
  }

  /**
   * Returns the draft of a device of which only the name matters.
   *
   * @param nick its name
   * @return the draft
   */
  public static DeviceDraft named(Nick nick) {
    return new DeviceDraft(Optional.of(nick), Optional.empty(), Metadata.EMPTY, Metadata.EMPTY);
  }
}
