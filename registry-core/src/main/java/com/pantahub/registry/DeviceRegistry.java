package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

import com.pantahub.registry.RegistryException.Reason;
import com.pantahub.registry.RegistryObserver.Operation;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The registry of devices: what can be done with them, and who may. Thread-safe.
 *
 * <p>A device comes into being in one of two ways. A user registers it and owns it. Or it registers
 * itself, belongs to nobody yet, and is given a {@linkplain Challenge challenge}: the first user
 * who shows that challenge owns it from then on, and of any number who try at the same time exactly
 * one succeeds.
 *
 * <table>
 *   <caption>Who may do what with a device</caption>
 *   <tr><th>Use case</th><th>May</th><th>Others are told</th></tr>
 *   <tr><td>register</td><td>users, anonymous callers</td><td>forbidden</td></tr>
 *   <tr><td>claim</td><td>users who know the challenge</td><td>forbidden</td></tr>
 *   <tr><td>find</td><td>the owner, the device, everybody if it is public</td>
 *     <td>not found</td></tr>
 *   <tr><td>list</td><td>everybody; the owner gets all devices, others the public ones</td>
 *     <td></td></tr>
 *   <tr><td>rename</td><td>the owner, the device</td>
 *     <td>forbidden if they may find it, else not found</td></tr>
 *   <tr><td>publish, unpublish</td><td>the owner</td>
 *     <td>forbidden if they may find it, else not found</td></tr>
 *   <tr><td>delete</td><td>the owner</td><td>not found</td></tr>
 *   <tr><td>seen</td><td>the device</td><td></td></tr>
 * </table>
 *
 * <p>Refusals are {@link RegistryException}s, whose reason is named in the methods below. What a
 * store throws when it fails comes through as it is.
 */
public final class DeviceRegistry {

  private static final int NICK_ATTEMPTS = 8;

  private final DeviceStore store;
  private final InstantSource clock;
  private final ObserverFence observed;
  private final DeviceFactory factory;

  /**
   * Makes a registry.
   *
   * @param store keeps the devices
   * @param clock tells the time of every change
   * @param random makes ids, nicks and challenges
   * @param observer hears of every use case
   */
  public DeviceRegistry(
      DeviceStore store, InstantSource clock, SecureRandom random, RegistryObserver observer) {
    this.store = requireNonNull(store, "store");
    this.clock = requireNonNull(clock, "clock");
    this.observed = new ObserverFence(requireNonNull(observer, "observer"));
    this.factory =
        new DeviceFactory(new DeviceIdGenerator(clock, random), new NameGenerator(random));
  }

  /**
   * Registers a device under a nick that the registry makes: three words joined by {@code _} if the
   * caller is a user, else {@code __unregistered__} and more.
   *
   * @param caller a user, who owns the device; or anonymous, and the device is unclaimed
   * @return the new device
   * @throws RegistryException FORBIDDEN to devices
   */
  public Device register(Caller caller) {
    return observed.run(
        Operation.REGISTER,
        () -> withFreeNick(() -> insert(factory.device(caller, Optional.empty(), now()))));
  }

  /**
   * Registers a device under a given nick.
   *
   * @param caller a user, who owns the device; or anonymous, and the device is unclaimed
   * @param nick the nick
   * @return the new device
   * @throws RegistryException FORBIDDEN to devices; CONFLICT if the user has a device of that nick
   */
  public Device register(Caller caller, Nick nick) {
    return observed.run(
        Operation.REGISTER, () -> insert(factory.device(caller, Optional.of(nick), now())));
  }

  /**
   * Makes an unclaimed device the caller's own. A nick that the registry had made is replaced by
   * three words joined by {@code _}; the challenge is void from now on.
   *
   * @param caller a user
   * @param id the device
   * @param challenge what the device showed
   * @return the device, claimed
   * @throws RegistryException NOT_FOUND; FORBIDDEN if the challenge is wrong, the device is
   *     claimed, or the caller is not a user; CONFLICT if the user has a device of the nick that
   *     the device had chosen
   */
  public Device claim(Caller caller, DeviceId id, Challenge challenge) {
    UnaryOperator<Device> claim =
        device -> {
          Prn owner = AccessRules.requireClaimer(caller, device, challenge);
          return factory.claimed(device, owner, now());
        };
    return observed.run(Operation.CLAIM, () -> withFreeNick(() -> update(id, claim)));
  }

  /**
   * Returns a device.
   *
   * @param caller anybody
   * @param id the device
   * @return the device
   * @throws RegistryException NOT_FOUND if there is none that the caller may see
   */
  public Device find(Caller caller, DeviceId id) {
    return observed.run(Operation.FIND, () -> visible(caller, store.find(id)));
  }

  /**
   * Returns the device of an owner that has a nick.
   *
   * @param caller anybody
   * @param owner the owner's prn
   * @param nick the nick
   * @return the device
   * @throws RegistryException NOT_FOUND if there is none that the caller may see
   */
  public Device find(Caller caller, Prn owner, Nick nick) {
    return observed.run(Operation.FIND, () -> visible(caller, store.findByNick(owner, nick)));
  }

  /**
   * Returns one page of the devices of an owner: all of them if that is the caller, else the public
   * ones.
   *
   * @param caller anybody
   * @param query whose devices, and which page
   * @return the devices in the order of their ids, which is that of their creation
   */
  public List<Device> list(Caller caller, DeviceQuery query) {
    boolean own = caller instanceof Caller.User user && user.account().equals(query.owner());
    return observed.run(
        Operation.LIST,
        () ->
            store.list(own ? query : query.onlyPublic()).stream()
                .map(device -> AccessRules.shownTo(caller, device))
                .toList());
  }

  /**
   * Gives a device another nick. The one it has already changes nothing.
   *
   * @param caller the owner, or the device itself
   * @param id the device
   * @param nick the new nick
   * @return the device, renamed
   * @throws RegistryException NOT_FOUND; FORBIDDEN; CONFLICT if the owner has another device of
   *     that nick
   */
  public Device rename(Caller caller, DeviceId id, Nick nick) {
    UnaryOperator<Device> rename =
        device -> {
          AccessRules.requireOwnerOrSelf(caller, device);
          return device.nick().equals(nick) ? device : device.withNick(nick, now());
        };
    return observed.run(Operation.RENAME, () -> update(id, rename));
  }

  /**
   * Shows a device to everybody. One that is public already stays as it is.
   *
   * @param caller the owner
   * @param id the device
   * @return the device, public
   * @throws RegistryException NOT_FOUND; FORBIDDEN
   */
  public Device publish(Caller caller, DeviceId id) {
    return observed.run(Operation.PUBLISH, () -> setPublic(caller, id, true));
  }

  /**
   * Shows a device only to its owner and itself again. One that is not public stays as it is.
   *
   * @param caller the owner
   * @param id the device
   * @return the device, no longer public
   * @throws RegistryException NOT_FOUND; FORBIDDEN
   */
  public Device unpublish(Caller caller, DeviceId id) {
    return observed.run(Operation.UNPUBLISH, () -> setPublic(caller, id, false));
  }

  /**
   * Deletes a device: it is gone from every read, and its nick is free.
   *
   * @param caller the owner
   * @param id the device
   * @return the device as it was last
   * @throws RegistryException NOT_FOUND, also to those who may see the device
   */
  public Device delete(Caller caller, DeviceId id) {
    return observed.run(
        Operation.DELETE,
        () ->
            store
                .find(id)
                .filter(device -> AccessRules.isOwner(caller, device))
                .flatMap(device -> store.delete(device.id()))
                .orElseThrow(AccessRules::notFound));
  }

  /**
   * Notes that a device was heard of just now.
   *
   * @param caller the device
   * @throws RegistryException NOT_FOUND if it was deleted
   */
  public void seen(Caller.DeviceCaller caller) {
    observed.run(
        Operation.SEEN,
        () -> {
          if (!store.markSeen(caller.id(), now())) {
            throw AccessRules.notFound();
          }
        });
  }

  /**
   * Returns the size of the fleet now, at a cost that does not depend on it.
   *
   * @return the counts
   */
  public FleetCounts fleetCounts() {
    return store.fleetCounts(clock.instant());
  }

  private Device insert(Device device) {
    store.insert(device);
    return device;
  }

  private Device setPublic(Caller caller, DeviceId id, boolean isPublic) {
    UnaryOperator<Device> change =
        device -> {
          Prn owner = AccessRules.requireOwner(caller, device);
          return device.isPublic() == isPublic
              ? device
              : device.withOwnership(new Ownership.Claimed(owner, isPublic), now());
        };
    return update(id, change);
  }

  private Device update(DeviceId id, UnaryOperator<Device> change) {
    return store.update(id, change).orElseThrow(AccessRules::notFound);
  }

  private static Device visible(Caller caller, Optional<Device> device) {
    return device
        .filter(found -> AccessRules.isVisible(caller, found))
        .map(found -> AccessRules.shownTo(caller, found))
        .orElseThrow(AccessRules::notFound);
  }

  /** Tries again while the nick which the registry has made happens to be taken. */
  private static Device withFreeNick(Supplier<Device> attempt) {
    for (int i = 1; i < NICK_ATTEMPTS; i++) {
      try {
        return attempt.get();
      } catch (RegistryException e) {
        if (e.reason() != Reason.CONFLICT) {
          throw e;
        }
      }
    }
    return attempt.get();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
