package com.pantahub.registry;

import com.pantahub.registry.RegistryObserver.Operation;
import com.pantahub.registry.RegistryObserver.Outcome;
import com.pantahub.registry.store.InMemoryRegistryStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry whose clock tests move and whose observations they read. Thread-safe. */
final class TestRegistry {

  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final Caller.User ALICE = new Caller.User(new Prn("prn:::accounts:/" + "a".repeat(24)));
  static final Caller.User BOB = new Caller.User(new Prn("prn:::accounts:/" + "b".repeat(24)));
  static final Caller.Anonymous NOBODY = new Caller.Anonymous();

  final MutableClock clock = new MutableClock(START);
  final List<Observation> observations = new CopyOnWriteArrayList<>();
  final RegistryStore store;
  final DeviceRegistry registry;

  /** One call of the observer. */
  record Observation(Operation operation, Outcome outcome, long elapsedNanos) {}

  TestRegistry() {
    this(new InMemoryRegistryStore());
  }

  TestRegistry(RegistryStore store) {
    this(store, new SecureRandom());
  }

  TestRegistry(RegistryStore store, SecureRandom random) {
    this.store = store;
    this.registry =
        DeviceRegistry.builder(store, new PlainPasswordHasher())
            .clock(clock)
            .random(random)
            .observer(
                (operation, outcome, elapsedNanos) ->
                    observations.add(new Observation(operation, outcome, elapsedNanos)))
            .build();
  }

  /** Returns the challenge of a device that is known to be unclaimed. */
  static Challenge challengeOf(Device device) {
    return device.challenge().orElseThrow();
  }

  /** Returns the device as one who speaks for itself. */
  static Caller.DeviceCaller self(Device device) {
    return new Caller.DeviceCaller(device.id());
  }
}
