package com.pantahub.registry.store;

import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceId;
import com.pantahub.registry.Nick;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Finds one owner's devices by key and by nick. Not thread-safe; its owner holds a lock. */
final class OwnedDevices {

  private final NavigableSet<DeviceId> all = new TreeSet<>();
  private final Map<Nick, DeviceId> byNick = new HashMap<>();

  void add(Device device) {
    all.add(device.id());
    byNick.put(device.nick(), device.id());
  }

  void remove(Device device) {
    all.remove(device.id());
    byNick.remove(device.nick());
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  Optional<DeviceId> find(Nick nick) {
    return Optional.ofNullable(byNick.get(nick));
  }

  /** Returns all ids in ascending order. */
  List<DeviceId> ids() {
    return List.copyOf(all);
  }
}
