package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Where devices are kept. Implementations are thread-safe.
 *
 * <p>A store keeps ids unique, nicks unique per owner, and changes atomic; it knows nothing of who
 * may do what, which is the {@link DeviceRegistry}'s. Each method takes effect as a whole or, when
 * it throws, not at all, and a method that starts after another has returned sees its effect. A
 * deleted device is gone from every method, and its nick is free. Times are kept to the
 * microsecond. A store that cannot do its work throws an unchecked exception other than {@link
 * RegistryException}.
 */
public interface DeviceStore {

  /**
   * Adds a device.
   *
   * @param device the device
   * @throws RegistryException with {@link Reason#CONFLICT} if its owner has a device of that nick
   * @throws IllegalArgumentException if a device has that id
   */
  void insert(StoredDevice device);

  /**
   * Returns a device.
   *
   * @param id the device's id
   * @return the device, or empty if there is none
   */
  Optional<Device> find(DeviceId id);

  /**
   * Returns the device of an owner that has a nick. Unclaimed devices are not found by nick.
   *
   * @param owner the owner's prn
   * @param nick the nick
   * @return the device, or empty if there is none
   */
  Optional<Device> findByNick(Prn owner, Nick nick);

  /**
   * Returns what there is to know of a device that logs in.
   *
   * @param id the device's id
   * @return the credential, or empty if there is no such device
   */
  Optional<DeviceCredential> credential(DeviceId id);

  /**
   * Returns one page of devices. Without filters, the cost of finding its devices depends on the
   * size of the page; with filters it depends on how many devices the owner has; and it never
   * depends on the fleet.
   *
   * @param query which devices, and which page
   * @return the devices in order of id
   */
  DevicePage list(DeviceQuery query);

  /**
   * Changes a device, its id and time of creation excepted, atomically: between what {@code change}
   * is given and what it returns there is no other change of this device.
   *
   * @param id the device's id
   * @param change takes the device as it is and returns it as it shall be; it may be called more
   *     than once, must not use this store, and may throw, which leaves everything as it was
   * @return the device as it is now, or empty if there is none
   * @throws RegistryException with {@link Reason#CONFLICT} if its owner has another device of that
   *     nick
   * @throws IllegalArgumentException if {@code change} returns another id
   */
  Optional<StoredDevice> update(DeviceId id, UnaryOperator<StoredDevice> change);

  /**
   * Notes that a device was heard of. Its last sighting never moves back in time. One that is less
   * than {@value FleetCounts#SEEN_RESOLUTION_SECONDS} seconds after the last need not be noted.
   *
   * @param id the device's id
   * @param when the moment
   * @return whether there is such a device
   */
  boolean markSeen(DeviceId id, Instant when);

  /**
   * Removes a device, atomically.
   *
   * @param id the device's id
   * @param check takes the device as it is; it may be called more than once, must not use this
   *     store, and may throw, which leaves everything as it was
   * @return the device as it was last, or empty if there is none
   */
  Optional<Device> delete(DeviceId id, Consumer<Device> check);

  /**
   * Returns the size of the fleet, at a cost that does not depend on it.
   *
   * @param now the moment from which sightings are counted back
   * @return the counts
   */
  FleetCounts fleetCounts(Instant now);
}
