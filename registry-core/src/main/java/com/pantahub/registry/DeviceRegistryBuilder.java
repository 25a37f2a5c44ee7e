package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.time.InstantSource;

/** Makes a {@link DeviceRegistry}. Not thread-safe. */
public final class DeviceRegistryBuilder {
  final RegistryStore store;
  final PasswordHasher passwordHasher;
  InstantSource clock = InstantSource.system();
  SecureRandom random = new SecureRandom();
  RegistryObserver observer = (operation, outcome, elapsedNanos) -> {};

  DeviceRegistryBuilder(RegistryStore store, PasswordHasher passwordHasher) {
    this.store = requireNonNull(store, "store");
    this.passwordHasher = requireNonNull(passwordHasher, "passwordHasher");
  }

  /**
   * Sets what tells the time of every change.
   *
   * @param newClock the clock
   * @return this builder
   */
  public DeviceRegistryBuilder clock(InstantSource newClock) {
    clock = requireNonNull(newClock, "clock");
    return this;
  }

  /**
   * Sets what makes ids, names, challenges, secrets and join tokens.
   *
   * @param newRandom the source of chance
   * @return this builder
   */
  public DeviceRegistryBuilder random(SecureRandom newRandom) {
    random = requireNonNull(newRandom, "random");
    return this;
  }

  /**
   * Sets who hears of every use case.
   *
   * @param newObserver the observer
   * @return this builder
   */
  public DeviceRegistryBuilder observer(RegistryObserver newObserver) {
    observer = requireNonNull(newObserver, "observer");
    return this;
  }

  /**
   * Makes the registry.
   *
   * @return a registry over the store
   */
  public DeviceRegistry build() {
    return new DeviceRegistry(this);
  }
}
