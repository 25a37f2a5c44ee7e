package com.pantahub.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds one owner's devices by key and by nick. Not thread-safe; its owner holds a lock. */
final class OwnedDevices {

  private final NavigableSet<DeviceId> all = new TreeSet<>();
  private final NavigableSet<DeviceId> published = new TreeSet<>();
  private final Map<Nick, DeviceId> byNick = new HashMap<>();

  void add(Device device) {
    all.add(device.id());
    if (device.isPublic()) {
      published.add(device.id());
    }
    byNick.put(device.nick(), device.id());
  }

  void remove(Device device) {
    all.remove(device.id());
    published.remove(device.id());
    byNick.remove(device.nick());
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  Optional<DeviceId> find(Nick nick) {
    return Optional.ofNullable(byNick.get(nick));
  }

  Stream<DeviceId> page(DeviceQuery query) {
    NavigableSet<DeviceId> ids = query.publicOnly() ? published : all;
    return query.after().map(after -> ids.tailSet(after, false)).orElse(ids).stream()
        .limit(query.limit());
  }
}
