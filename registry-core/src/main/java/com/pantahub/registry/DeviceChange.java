package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What is to change about a device, all of it or nothing. Immutable.
 *
 * @param nick its new name
 * @param secret its new secret, which voids all that was proved with the old one
 * @param isPublic whether everybody may see it
 * @param userMeta how its user-meta changes
 * @param deviceMeta how its device-meta changes
 */
public record DeviceChange(
    Optional<Nick> nick,
    Optional<Secret> secret,
    Optional<Boolean> isPublic,
    Optional<MetadataChange> userMeta,
    Optional<MetadataChange> deviceMeta) {

  /** Changes nothing, and still asks whether one may. */
  public static final DeviceChange NONE =
      new DeviceChange(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Makes a change.
   *
   * @param nick its new name
   * @param secret its new secret
   * @param isPublic whether everybody may see it
   * @param userMeta how its user-meta changes
   * @param deviceMeta how its device-meta changes
   */
  public DeviceChange {
    requireNonNull(nick, "nick");
    requireNonNull(secret, "secret");
    requireNonNull(isPublic, "isPublic");
    requireNonNull(userMeta, "userMeta");
    requireNonNull(deviceMeta, "deviceMeta");
  }

  /**
   * Returns this change with a new name.
   *
   * @param newNick the name
   * @return the change
   */
  public DeviceChange withNick(Nick newNick) {
    return new DeviceChange(Optional.of(newNick), secret, isPublic, userMeta, deviceMeta);
  }

  /**
   * Returns this change with a new secret.
   *
   * @param newSecret the secret
   * @return the change
   */
  public DeviceChange withSecret(Secret newSecret) {
    return new DeviceChange(nick, Optional.of(newSecret), isPublic, userMeta, deviceMeta);
  }

  /**
   * Returns this change with a say on who may see the device.
   *
   * @param nowPublic whether everybody may
   * @return the change
   */
  public DeviceChange withPublic(boolean nowPublic) {
    return new DeviceChange(nick, secret, Optional.of(nowPublic), userMeta, deviceMeta);
  }

  /**
   * Returns this change with one of the user-meta.
   *
   * @param change how it changes
   * @return the change
   */
  public DeviceChange withUserMeta(MetadataChange change) {
    return new DeviceChange(nick, secret, isPublic, Optional.of(change), deviceMeta);
  }

  /**
   * Returns this change with one of the device-meta.
   *
   * @param change how it changes
   * @return the change
   */
  public DeviceChange withDeviceMeta(MetadataChange change) {
    return new DeviceChange(nick, secret, isPublic, userMeta, Optional.of(change));
  }
}
