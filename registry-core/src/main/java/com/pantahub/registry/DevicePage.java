package com.pantahub.registry;

import java.util.List;

/**
 * One page of a list of devices. Immutable.
 *
 * @param devices the devices in order of id
 * @param total how many devices there are on all pages together
 * @param hasMore whether there is a page after this
 */
public record DevicePage(List<Device> devices, long total, boolean hasMore) {

  /**
   * Copies the devices.
   *
   * @param devices the devices in order of id
   * @param total how many devices there are on all pages together
   * @param hasMore whether there is a page after this
   */
  public DevicePage {
    devices = List.copyOf(devices);
  }
}
