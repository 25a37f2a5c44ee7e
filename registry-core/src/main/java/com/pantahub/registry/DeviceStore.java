package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where devices are kept. Implementations are thread-safe.
 *
 * <p>A store keeps ids unique, nicks unique per owner, and changes atomic; it knows nothing of who
 * may do what, which is the {@link DeviceRegistry}'s. Each method takes effect as a whole or, when
 * it throws, not at all, and a method that starts after another has returned sees its effect. A
 * deleted device is gone from every method, and its nick is free. A store that cannot do its work
 * throws an unchecked exception other than {@link RegistryException}.
 */
public interface DeviceStore {

  /**
   * Adds a device.
   *
   * @param device the device
   * @throws RegistryException with {@link Reason#CONFLICT} if its owner has a device of that nick
   * @throws IllegalArgumentException if a device has that id
   */
  void insert(Device device);

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
   * Returns one page of devices, at a cost that depends on the size of the page, not of the fleet.
   *
   * @param query which devices, and which page
   * @return the devices in order of id, unmodifiable
   */
  List<Device> list(DeviceQuery query);

  /**
   * Changes nick, ownership and time of modification of a device, atomically: between what {@code
   * change} is given and what it returns there is no other change of this device.
   *
   * @param id the device's id
   * @param change takes the device as it is and returns it as it shall be, its id the same; it may
   *     be called more than once, must not use this store, and may throw, which leaves everything
   *     as it was
   * @return the device as it is now, or empty if there is none
   * @throws RegistryException with {@link Reason#CONFLICT} if its owner has another device of that
   *     nick
   * @throws IllegalArgumentException if {@code change} returns another id
   */
  Optional<Device> update(DeviceId id, UnaryOperator<Device> change);

  /**
   * Notes that a device was heard of. Its last sighting never moves back in time.
   *
   * @param id the device's id
   * @param when the moment
   * @return whether there is such a device
   */
  boolean markSeen(DeviceId id, Instant when);

  /**
   * Removes a device.
   *
   * @param id the device's id
   * @return the device as it was last, or empty if there is none
   */
  Optional<Device> delete(DeviceId id);

  /**
   * Returns the size of the fleet, at a cost that does not depend on it.
   *
   * @param now the moment from which sightings are counted back
   * @return the counts
   */
  FleetCounts fleetCounts(Instant now);
}
