package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

/**
 * A device as a store keeps it. Immutable.
 *
 * @param device all of it but its secret
 * @param secret its secret
 */
public record StoredDevice(Device device, StoredSecret secret) {

  /**
   * Makes a device out of what a store has kept.
   *
   * @param device all of it but its secret
   * @param secret its secret
   */
  public StoredDevice {
    requireNonNull(device, "device");
    requireNonNull(secret, "secret");
  }

  StoredDevice withDevice(Device newDevice) {
    return new StoredDevice(newDevice, secret);
  }

  StoredDevice withSecret(StoredSecret newSecret) {
    return new StoredDevice(device, newSecret);
  }
}
