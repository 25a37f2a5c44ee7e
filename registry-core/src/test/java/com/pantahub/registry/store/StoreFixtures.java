package com.pantahub.registry.store;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pantahub.registry.Challenge;
import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceHistory;
import com.pantahub.registry.DeviceId;
import com.pantahub.registry.DeviceMetadata;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Ownership;
import com.pantahub.registry.Prn;
import com.pantahub.registry.RegistryException;
import com.pantahub.registry.RegistryException.Reason;
import com.pantahub.registry.SecretHash;
import com.pantahub.registry.StoredDevice;
import com.pantahub.registry.StoredSecret;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the contracts of all stores put into them. Thread-safe. */
final class StoreFixtures {

  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final Prn ALICE = new Prn("prn:::accounts:/" + "a".repeat(24));
  static final Prn BOB = new Prn("prn:::accounts:/" + "b".repeat(24));
  static final Nick LAMP = new Nick("lamp");
  static final Nick DOOR = new Nick("door");
  static final StoredSecret SECRET = new StoredSecret(new SecretHash("a hash"), 3);

  private static final AtomicLong IDS = new AtomicLong(1);

  private StoreFixtures() {}

  /** Returns 24 digits, greater than all before. */
  static String nextId() {
    return "%024x".formatted(IDS.getAndIncrement());
  }

  static StoredDevice owned(Prn owner, Nick nick) {
    return stored(nick, new Ownership.Claimed(owner, false));
  }

  static StoredDevice published(Prn owner, Nick nick) {
    return stored(nick, new Ownership.Claimed(owner, true));
  }

  static StoredDevice unclaimed(Nick nick) {
    return stored(nick, new Ownership.Unclaimed(new Challenge("able-bridge-cake")));
  }

  private static StoredDevice stored(Nick nick, Ownership ownership) {
    DeviceHistory history = new DeviceHistory(START, START, Optional.empty(), 0);
    return new StoredDevice(
        new Device(new DeviceId(nextId()), nick, ownership, DeviceMetadata.EMPTY, history), SECRET);
  }

  static StoredDevice withNick(StoredDevice stored, Nick nick) {
    Device d = stored.device();
    return withDevice(stored, new Device(d.id(), nick, d.ownership(), d.metadata(), d.history()));
  }

  static StoredDevice withOwnership(StoredDevice stored, Ownership ownership) {
    Device d = stored.device();
    return withDevice(stored, new Device(d.id(), d.nick(), ownership, d.metadata(), d.history()));
  }

  static StoredDevice withMetadata(StoredDevice stored, DeviceMetadata metadata) {
    Device d = stored.device();
    return withDevice(stored, new Device(d.id(), d.nick(), d.ownership(), metadata, d.history()));
  }

  static StoredDevice seenAt(StoredDevice stored, Instant when) {
    Device d = stored.device();
    return withDevice(stored, d.withHistory(d.history().seenAt(when)));
  }

  static StoredDevice withDevice(StoredDevice stored, Device device) {
    return new StoredDevice(device, stored.secret());
  }

  static void assertConflict(ThrowingCallable call) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(call)
        .returns(Reason.CONFLICT, RegistryException::reason);
  }
}
