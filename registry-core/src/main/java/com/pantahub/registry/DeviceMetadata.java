package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

import com.pantahub.registry.RegistryException.Reason;

/**
 * What is noted about a device. Immutable.
 *
 * @param user what its owner has noted, for the device to read
 * @param device what the device has noted about itself
 */
public record DeviceMetadata(Metadata user, Metadata device) {

  /** Most that may be noted about one device, both taken together, in bytes as JSON. */
  public static final int MAX_BYTES = 64 * 1024;

  /** Nothing noted yet. */
  public static final DeviceMetadata EMPTY = new DeviceMetadata(Metadata.EMPTY, Metadata.EMPTY);

  /**
   * Puts the two together.
   *
   * @param user what its owner has noted
   * @param device what the device has noted about itself
   */
  public DeviceMetadata {
    requireNonNull(user, "user");
    requireNonNull(device, "device");
  }

  /** Returns this, if it is not more than may be noted. */
  DeviceMetadata requireWithinLimit() {
    if (user.jsonBytes() + device.jsonBytes() > MAX_BYTES) {
      throw new RegistryException(
          Reason.TOO_LARGE, "The metadata of a device is at most " + MAX_BYTES + " bytes of JSON");
    }
    return this;
  }
}
