package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import com.pantahub.registry.RegistryObserver.Operation;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out who somebody is. Thread-safe.
 *
 * <p>How long an answer takes does not tell whether an account exists, nor how much of a secret was
 * right.
 */
public final class Authenticator {

  private final RegistryStore store;
  private final InstantSource clock;
  private final SecretHashes hashes;
  private final ObserverFence observed;

  Authenticator(
      RegistryStore store, InstantSource clock, SecretHashes hashes, ObserverFence observed) {
    this.store = store;
    this.clock = clock;
    this.hashes = hashes;
    this.observed = observed;
  }

  /**
   * Checks a name and a secret. A device that logs in counts as heard of.
   *
   * @param name the nick, e-mail address or prn of an account, or the prn of a device
   * @param secret what goes with it
   * @return who that is
   * @throws RegistryException UNAUTHENTICATED whatever is wrong
   */
  public Principal logIn(String name, String secret) {
    return observed.run(
        Operation.LOG_IN,
        () ->
            parsed(() -> new Secret(secret))
                .flatMap(shown -> logIn(name, shown))
                .orElseThrow(
                    () -> new RegistryException(Reason.UNAUTHENTICATED, "Wrong name or secret")));
  }

  private Optional<Principal> logIn(String name, Secret secret) {
    Optional<DeviceId> device = parsed(() -> new Prn(name)).flatMap(Prn::deviceId);
    return device.isPresent() ? logInDevice(device.get(), secret) : logInUser(name, secret);
  }

  private Optional<Principal> logInDevice(DeviceId id, Secret secret) {
    Optional<DeviceCredential> credential = store.devices().credential(id);
    if (credential.isEmpty()) {
      hashes.matchNoDevice(secret);
    }
    return credential
        .filter(found -> hashes.matches(secret, found.secret().hash()))
        .filter(found -> store.devices().markSeen(id, Moments.now(clock)))
        .map(found -> Principal.of(id, found));
  }

  private Optional<Principal> logInUser(String name, Secret secret) {
    Optional<StoredAccount> account = account(name);
    if (account.isEmpty()) {
      hashes.matchNoAccount(secret);
    }
    return account
        .filter(found -> hashes.matches(secret, found.secret().hash()))
        .filter(found -> found.account().enabled())
        .map(Principal::of);
  }

  private Optional<StoredAccount> account(String name) {
    AccountStore accounts = store.accounts();
    return parsed(() -> new Prn(name))
        .filter(Prn::isAccount)
        .flatMap(accounts::find)
        .or(() -> parsed(() -> new Email(name)).flatMap(accounts::findByEmail))
        .or(() -> parsed(() -> new Nick(name)).flatMap(accounts::findByNick));
  }

  /**
   * Tells who somebody is that logged in before, as they are now.
   *
   * @param prn their full name
   * @param generation the {@link Principal#generation} they had then
   * @return who they are, or empty if they are gone, disabled, or have another secret since
   */
  public Optional<Principal> check(Prn prn, int generation) {
    return current(prn).filter(principal -> principal.generation() == generation);
  }

  private Optional<Principal> current(Prn prn) {
    Optional<DeviceId> device = prn.deviceId();
    if (device.isPresent()) {
      DeviceId id = device.get();
      return store.devices().credential(id).map(found -> Principal.of(id, found));
    }
    return Optional.of(prn)
        .filter(Prn::isAccount)
        .flatMap(store.accounts()::find)
        .filter(found -> found.account().enabled())
        .map(Principal::of);
  }

  /** Returns a value, or empty if its text is malformed. */
  private static <T> Optional<T> parsed(Supplier<T> value) {
    try {
      return Optional.of(value.get());
    } catch (RegistryException malformed) {
      return Optional.empty();
    }
  }
}
