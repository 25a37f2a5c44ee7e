package com.pantahub.registry;

import java.time.Instant;
import java.util.Optional;

/** Makes devices, and makes them somebody's. Thread-safe. */
final class DeviceFactory {

  private final ObjectIdGenerator ids;
  private final NameGenerator names;

  DeviceFactory(ObjectIdGenerator ids, NameGenerator names) {
    this.ids = ids;
    this.names = names;
  }

  /** Returns a new device of an account. */
  Device owned(Prn owner, Optional<Nick> nick, DeviceMetadata metadata, Instant now) {
    return new Device(
        new DeviceId(ids.next()),
        nick.orElseGet(names::nick),
        new Ownership.Claimed(owner, false),
        metadata,
        DeviceHistory.createdAt(now));
  }

  /** Returns a new device that waits for its owner. */
  Device unclaimed(Optional<Nick> nick, DeviceMetadata metadata, Instant now) {
    DeviceId id = new DeviceId(ids.next());
    return new Device(
        id,
        nick.orElseGet(() -> Nick.placeholder(id)),
        new Ownership.Unclaimed(names.challenge()),
        metadata,
        DeviceHistory.createdAt(now));
  }

  /** Returns the device as its first owner gets it. */
  Device claimed(Device device, Prn owner, Instant now) {
    Device claimed =
        device
            .withOwnership(new Ownership.Claimed(owner, false))
            .withHistory(device.history().modifiedAt(now));
    return device.nick().isPlaceholder() ? claimed.withNick(names.nick()) : claimed;
  }
}
