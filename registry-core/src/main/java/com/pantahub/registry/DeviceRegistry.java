package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import com.pantahub.registry.RegistryObserver.Operation;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The registry of devices: what can be done with them, and who may. Thread-safe.
 *
 * <p>A device comes into being in one of three ways. A user registers it and owns it. It shows a
 * {@linkplain JoinTokens join token}, and belongs to the token's owner. Or it registers itself,
 * belongs to nobody yet, and is given a {@linkplain Challenge challenge}: the first user who shows
 * that challenge owns it from then on, and of any number who try at the same time exactly one
 * succeeds.
 *
 * <table>
 *   <caption>Who may do what with a device</caption>
 *   <tr><th>Use case</th><th>May</th><th>Others are told</th></tr>
 *   <tr><td>register</td><td>everybody</td><td></td></tr>
 *   <tr><td>claim</td><td>users who know the challenge</td><td>forbidden</td></tr>
 *   <tr><td>find</td><td>the owner, the device, everybody if it is public</td>
 *     <td>not found</td></tr>
 *   <tr><td>list</td><td>everybody; the owner gets all devices, others the public ones</td>
 *     <td></td></tr>
 *   <tr><td>update: nick, secret, user-meta</td><td>the owner, the device</td>
 *     <td>forbidden if they may find it, else not found</td></tr>
 *   <tr><td>update: device-meta</td><td>the device</td>
 *     <td>forbidden if they may find it, else not found</td></tr>
 *   <tr><td>update: public or not</td><td>the owner</td>
 *     <td>forbidden if they may find it, else not found</td></tr>
 *   <tr><td>delete</td><td>the owner</td><td>not found</td></tr>
 *   <tr><td>seen</td><td>the device</td><td></td></tr>
 * </table>
 *
 * <p>Those who may find a device and are neither its owner nor itself see neither its metadata nor
 * when it was last heard of. Refusals are {@link RegistryException}s, whose reason is named in the
 * methods below. What a store throws when it fails comes through as it is.
 */
public final class DeviceRegistry {

  private final DeviceStore store;
  private final InstantSource clock;
  private final ObserverFence observed;
  private final SecretHashes hashes;
  private final DeviceEnrolment enrolment;
  private final Accounts accounts;
  private final JoinTokens joinTokens;
  private final Authenticator authenticator;

  DeviceRegistry(DeviceRegistryBuilder builder) {
    RegistryStore stores = builder.store;
    SecureRandom random = builder.random;
    store = stores.devices();
    clock = builder.clock;
    observed = new ObserverFence(builder.observer);
    hashes = new SecretHashes(random, builder.passwordHasher);
    ObjectIdGenerator ids = new ObjectIdGenerator(clock, random);
    NameGenerator names = new NameGenerator(random);
    enrolment = new DeviceEnrolment(store, hashes, new DeviceFactory(ids, names));
    accounts = new Accounts(stores.accounts(), clock, ids, hashes, observed);
    joinTokens = new JoinTokens(stores.joinTokens(), clock, random, ids, names, observed);
    authenticator = new Authenticator(stores, clock, hashes, observed);
  }

  /**
   * Begins a registry.
   *
   * @param store keeps what must outlive it; closing it is the caller's
   * @param passwordHasher hashes the secrets that people choose
   * @return a builder with the system's clock and randomness, and nobody who hears of use cases
   */
  public static DeviceRegistryBuilder builder(RegistryStore store, PasswordHasher passwordHasher) {
    return new DeviceRegistryBuilder(store, passwordHasher);
  }

  /**
   * Returns what can be done with accounts.
   *
   * @return always the same
   */
  public Accounts accounts() {
    return accounts;
  }

  /**
   * Returns what can be done with join tokens.
   *
   * @return always the same
   */
  public JoinTokens joinTokens() {
    return joinTokens;
  }

  /**
   * Returns what finds out who somebody is.
   *
   * @return always the same
   */
  public Authenticator authenticator() {
    return authenticator;
  }

  /**
   * Registers a device. A user gets a device of their own, everybody else one that is unclaimed. A
   * nick that the registry makes is three words joined by {@code _} for a user, else {@code
   * __unregistered__} and more.
   *
   * @param caller anybody
   * @param draft what the caller wants of the device
   * @return the device and its secret
   * @throws RegistryException CONFLICT if the user has a device of that nick; TOO_LARGE if there is
   *     too much metadata
   */
  public Registration register(Caller caller, DeviceDraft draft) {
    return observed.run(
        Operation.REGISTER,
        () ->
            caller instanceof Caller.User user
                ? enrolment.owned(user.account(), draft, draft.userMeta(), Metadata.EMPTY, now())
                : enrolment.unclaimed(draft, now()));
  }

  /**
   * Registers a device as that of a join token's owner, with the token's default user-meta.
   *
   * @param token what the device shows
   * @param draft what the device wants
   * @return the device and its secret
   * @throws RegistryException INVALID if there is no such token or it is disabled; CONFLICT if its
   *     owner has a device of that nick; TOO_LARGE if there is too much metadata
   */
  public Registration register(JoinTokenValue token, DeviceDraft draft) {
    return observed.run(
        Operation.REGISTER,
        () -> {
          JoinToken joined = joinTokens.require(token);
          return enrolment.owned(
              joined.owner(), draft, joined.defaultUserMeta(), draft.deviceMeta(), now());
        });
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
    return observed.run(Operation.CLAIM, () -> enrolment.claimed(caller, id, challenge, this::now));
  }

  /**
   * Returns a device.
   *
   * @param caller anybody
   * @param id the device
   * @return the device, as far as the caller may see it
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
   * @return the device, as far as the caller may see it
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
   * @return the devices, as far as the caller may see them, in the order of their ids, which is
   *     that of their creation
   * @throws RegistryException INVALID if others than the owner filter by what they may not see
   */
  public DevicePage list(Caller caller, DeviceQuery query) {
    boolean own = caller instanceof Caller.User user && user.account().equals(query.owner());
    return observed.run(
        Operation.LIST, () -> own ? store.list(query) : listToStranger(caller, query));
  }

  /**
   * Changes a device, all that is asked for or nothing. What is already as it shall be stays, and a
   * change of nothing leaves time of modification and revision as they are. A device that changes
   * itself counts as heard of.
   *
   * @param caller the owner or the device itself; only the owner may say who sees the device, and
   *     only the device may change its device-meta
   * @param id the device
   * @param change what is to change
   * @param precondition which revisions the caller is willing to change
   * @return the device, changed
   * @throws RegistryException NOT_FOUND; FORBIDDEN; PRECONDITION_FAILED; CONFLICT if the owner has
   *     another device of that nick; TOO_LARGE if there would be too much metadata
   */
  public Device update(Caller caller, DeviceId id, DeviceChange change, Precondition precondition) {
    return observed.run(
        Operation.UPDATE,
        () -> {
          Optional<SecretHash> newSecret =
              change.secret().map(secret -> hashed(secret, caller, id));
          return store
              .update(id, new DeviceEdit(caller, change, newSecret, precondition, now()))
              .map(StoredDevice::device)
              .orElseThrow(AccessRules::notFound);
        });
  }

  /**
   * Gives a device another nick.
   *
   * @param caller the owner, or the device itself
   * @param id the device
   * @param nick the new nick
   * @return the device, renamed
   * @throws RegistryException NOT_FOUND; FORBIDDEN; CONFLICT if the owner has another device of
   *     that nick
   */
  public Device rename(Caller caller, DeviceId id, Nick nick) {
    return update(caller, id, DeviceChange.NONE.withNick(nick), Precondition.NONE);
  }

  /**
   * Shows a device to everybody.
   *
   * @param caller the owner
   * @param id the device
   * @return the device, public
   * @throws RegistryException NOT_FOUND; FORBIDDEN
   */
  public Device publish(Caller caller, DeviceId id) {
    return update(caller, id, DeviceChange.NONE.withPublic(true), Precondition.NONE);
  }

  /**
   * Shows a device only to its owner and itself again.
   *
   * @param caller the owner
   * @param id the device
   * @return the device, no longer public
   * @throws RegistryException NOT_FOUND; FORBIDDEN
   */
  public Device unpublish(Caller caller, DeviceId id) {
    return update(caller, id, DeviceChange.NONE.withPublic(false), Precondition.NONE);
  }

  /**
   * Deletes a device: it is gone from every read, its nick is free, and it cannot log in.
   *
   * @param caller the owner
   * @param id the device
   * @param precondition which revisions the caller is willing to delete
   * @return the device as it was last
   * @throws RegistryException NOT_FOUND, also to those who may see the device; PRECONDITION_FAILED
   */
  public Device delete(Caller caller, DeviceId id, Precondition precondition) {
    return observed.run(
        Operation.DELETE,
        () ->
            store
                .delete(id, device -> requireDeletable(caller, device, precondition))
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

  /** Hashes a new secret, which is slow on purpose, and only for those who may set it. */
  private SecretHash hashed(Secret secret, Caller caller, DeviceId id) {
    Device device = store.find(id).orElseThrow(AccessRules::notFound);
    AccessRules.requireOwnerOrSelf(caller, device);
    return hashes.hashChosen(secret);
  }

  private DevicePage listToStranger(Caller caller, DeviceQuery query) {
    if (!query.filters().stream().allMatch(filter -> filter.field().isShownToStrangers())) {
      throw new RegistryException(
          Reason.INVALID, "Only the owner of devices can filter by what others do not see");
    }
    DevicePage page = store.list(query.onlyPublic());
    return new DevicePage(
        page.devices().stream().map(device -> AccessRules.shownTo(caller, device)).toList(),
        page.total(),
        page.hasMore());
  }

  private static Device visible(Caller caller, Optional<Device> device) {
    return device
        .filter(found -> AccessRules.isVisible(caller, found))
        .map(found -> AccessRules.shownTo(caller, found))
        .orElseThrow(AccessRules::notFound);
  }

  private static void requireDeletable(Caller caller, Device device, Precondition precondition) {
    if (!AccessRules.isOwner(caller, device)) {
      throw AccessRules.notFound();
    }
    precondition.require(device);
  }

  private Instant now() {
    return Moments.now(clock);
  }
}
