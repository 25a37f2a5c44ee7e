package com.pantahub.registry.store;

import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceCredential;
import com.pantahub.registry.DeviceId;
import com.pantahub.registry.DevicePage;
import com.pantahub.registry.DeviceQuery;
import com.pantahub.registry.DeviceStore;
import com.pantahub.registry.FleetCounts;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Prn;
import com.pantahub.registry.RegistryException;
import com.pantahub.registry.RegistryException.Reason;
import com.pantahub.registry.StoredDevice;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Keeps devices in memory. Thread-safe.
 *
 * <p>Every method but {@link #list} takes a time that grows at most with the logarithm of the
 * number of devices; that one grows with the number of the owner's.
 */
final class InMemoryDeviceStore implements DeviceStore {

  /*
   * One lock over plain maps. A device is in byId, in the indexes of its owner, and in the tally,
   * and the three never disagree because each change passes through add and remove. Nothing blocks
   * while the lock is held; the longest it is held for is going through one owner's devices.
   */

  private final Object lock = new Object();
  private final Map<DeviceId, StoredDevice> byId = new HashMap<>();
  private final Map<Prn, OwnedDevices> byOwner = new HashMap<>();
  private final FleetTally tally = new FleetTally();

  @Override
  public void insert(StoredDevice stored) {
    Device device = stored.device();
    synchronized (lock) {
      if (byId.containsKey(device.id())) {
        throw new IllegalArgumentException("id is taken: id=" + device.id());
      }
      requireFreeNick(device);
      add(stored);
    }
  }

  @Override
  public Optional<Device> find(DeviceId id) {
    synchronized (lock) {
      return Optional.ofNullable(byId.get(id)).map(StoredDevice::device);
    }
  }

  @Override
  public Optional<Device> findByNick(Prn owner, Nick nick) {
    synchronized (lock) {
      return ownedBy(owner).flatMap(owned -> owned.find(nick)).map(this::device);
    }
  }

  @Override
  public Optional<DeviceCredential> credential(DeviceId id) {
    synchronized (lock) {
      return Optional.ofNullable(byId.get(id))
          .map(
              stored ->
                  new DeviceCredential(
                      stored.device().nick(), stored.device().owner(), stored.secret()));
    }
  }

  @Override
  public DevicePage list(DeviceQuery query) {
    synchronized (lock) {
      List<Device> all =
          ownedBy(query.owner()).map(OwnedDevices::ids).orElse(List.of()).stream()
              .map(this::device)
              .filter(query::picks)
              .toList();
      List<Device> rest =
          all.stream()
              .filter(device -> query.after().filter(a -> device.id().compareTo(a) <= 0).isEmpty())
              .toList();
      List<Device> page = rest.stream().limit(query.limit()).toList();
      return new DevicePage(page, all.size(), rest.size() > page.size());
    }
  }

  @Override
  public Optional<StoredDevice> update(DeviceId id, UnaryOperator<StoredDevice> change) {
    synchronized (lock) {
      StoredDevice before = byId.get(id);
      if (before == null) {
        return Optional.empty();
      }
      StoredDevice after = change.apply(before);
      if (!after.device().id().equals(id)) {
        throw new IllegalArgumentException("an id cannot change: id=" + id);
      }
      requireFreeNick(after.device());
      remove(before.device());
      add(after);
      return Optional.of(after);
    }
  }

  @Override
  public boolean markSeen(DeviceId id, Instant when) {
    return update(
            id,
            stored ->
                new StoredDevice(
                    stored.device().withHistory(stored.device().history().seenAt(when)),
                    stored.secret()))
        .isPresent();
  }

  @Override
  public Optional<Device> delete(DeviceId id, Consumer<Device> check) {
    synchronized (lock) {
      Optional<Device> last = find(id);
      last.ifPresent(check);
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

  private Device device(DeviceId id) {
    return Objects.requireNonNull(byId.get(id), "an index names a device that is not there")
        .device();
  }

  private void add(StoredDevice stored) {
    Device device = stored.device();
    byId.put(device.id(), stored);
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
