package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.time.Instant;
import java.util.Optional;

/** Makes devices, and makes them somebody's. Thread-safe. */
final class DeviceFactory {

  private final DeviceIdGenerator ids;
  private final NameGenerator names;

  DeviceFactory(DeviceIdGenerator ids, NameGenerator names) {
    this.ids = ids;
    this.names = names;
  }

  /** Returns a new device: the caller's own if that is a user, unclaimed if nobody is known. */
  Device device(Caller caller, Optional<Nick> nick, Instant now) {
    DeviceId id = ids.next();
    if (caller instanceof Caller.User user) {
      Ownership ownership = new Ownership.Claimed(user.account(), false);
      return Device.created(id, nick.orElseGet(names::nick), ownership, now);
    }
    if (caller instanceof Caller.Anonymous) {
      Ownership ownership = new Ownership.Unclaimed(names.challenge());
      return Device.created(id, nick.orElseGet(() -> Nick.placeholder(id)), ownership, now);
    }
    throw new RegistryException(Reason.FORBIDDEN, "A device cannot register devices");
  }

  /** Returns the device as its first owner gets it. */
  Device claimed(Device device, Prn owner, Instant now) {
    Device claimed = device.withOwnership(new Ownership.Claimed(owner, false), now);
    return device.nick().isPlaceholder() ? claimed.withNick(names.nick(), now) : claimed;
  }
}
