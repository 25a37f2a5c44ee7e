package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

/**
 * A device that has just been registered, and what it logs in with. Immutable.
 *
 * @param device the device
 * @param secret its secret; never to be had again
 */
public record Registration(Device device, Secret secret) {

  /**
   * Puts the two together.
   *
   * @param device the device
   * @param secret its secret
   */
  public Registration {
    requireNonNull(device, "device");
    requireNonNull(secret, "secret");
  }
}
