package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Keeps devices in memory, for as long as the process lives. Thread-safe.
 *
 * <p>Every method but {@link #list} takes a time that grows at most with the logarithm of the
 * number of devices. It is meant for tests, demonstrations and registries that may forget.
 */
public final class InMemoryDeviceStore implements DeviceStore {

  /*
   * One lock over plain maps. A device is in byId, in the indexes of its owner, and in the tally,
   * and the three never disagree because each change passes through add and remove. Nothing blocks
   * while the lock is held; the longest it is held for is the copying of one page.
   */

  private final Object lock = new Object();
  private final Map<DeviceId, Device> byId = new HashMap<>();
  private final Map<Prn, OwnedDevices> byOwner = new HashMap<>();
  private final FleetTally tally = new FleetTally();

  /** Makes an empty store. */
  public InMemoryDeviceStore() {}

  @Override
  public void insert(Device device) {
    synchronized (lock) {
      if (byId.containsKey(device.id())) {
        throw new IllegalArgumentException("id is taken: id=" + device.id());
      }
      requireFreeNick(device);
      add(device);
    }
  }

  @Override
  public Optional<Device> find(DeviceId id) {
    synchronized (lock) {
      return Optional.ofNullable(byId.get(id));
    }
  }

  @Override
  public Optional<Device> findByNick(Prn owner, Nick nick) {
    synchronized (lock) {
      return ownedBy(owner).flatMap(owned -> owned.find(nick)).map(byId::get);
    }
  }

  @Override
  public List<Device> list(DeviceQuery query) {
    synchronized (lock) {
      return ownedBy(query.owner())
          .map(owned -> owned.page(query))
          .orElseGet(Stream::empty)
          .map(byId::get)
          .toList();
    }
  }

  @Override
  public Optional<Device> update(DeviceId id, UnaryOperator<Device> change) {
    synchronized (lock) {
      Device before = byId.get(id);
      if (before == null) {
        return Optional.empty();
      }
      Device after = change.apply(before);
      if (!after.id().equals(id)) {
        throw new IllegalArgumentException("an id cannot change: id=" + id);
      }
      requireFreeNick(after);
      remove(before);
      add(after);
      return Optional.of(after);
    }
  }

  @Override
  public boolean markSeen(DeviceId id, Instant when) {
    synchronized (lock) {
      Device before = byId.get(id);
      if (before == null) {
        return false;
      }
      if (before.lastSeen().filter(when::isBefore).isEmpty()) {
        Device after = before.withLastSeen(when);
        tally.remove(before);
        tally.add(after);
        byId.put(id, after);
      }
      return true;
    }
  }

  @Override
  public Optional<Device> delete(DeviceId id) {
    synchronized (lock) {
      Optional<Device> last = Optional.ofNullable(byId.get(id));
      last.ifPresent(this::remove);
      return last;
    }
  }

  @Override
  public FleetCounts fleetCounts(Instant now) {
    synchronized (lock) {
      return tally.counts(now);
    }
  }

  private Optional<OwnedDevices> ownedBy(Prn owner) {
    return Optional.ofNullable(byOwner.get(owner));
  }

  private void requireFreeNick(Device device) {
    Optional<DeviceId> holder =
        device.owner().flatMap(this::ownedBy).flatMap(owned -> owned.find(device.nick()));
    if (holder.isPresent() && !holder.get().equals(device.id())) {
      throw new RegistryException(
          Reason.CONFLICT, "The owner has another device with the nick " + device.nick());
    }
  }

  private void add(Device device) {
    byId.put(device.id(), device);
    device
        .owner()
        .ifPresent(o -> byOwner.computeIfAbsent(o, unused -> new OwnedDevices()).add(device));
    tally.add(device);
  }

  private void remove(Device device) {
    byId.remove(device.id());
    device.owner().ifPresent(owner -> removeOwned(owner, device));
    tally.remove(device);
  }

  private void removeOwned(Prn owner, Device device) {
    byOwner.computeIfPresent(
        owner,
        (unused, owned) -> {
          owned.remove(device);
          return owned.isEmpty() ? null : owned;
        });
  }
}
