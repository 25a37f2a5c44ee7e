package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets devices into the registry, and gives them to their first owner. Thread-safe. */
final class DeviceEnrolment {

  private static final int NICK_ATTEMPTS = 8;

  private final DeviceStore store;
  private final SecretHashes hashes;
  private final DeviceFactory factory;

  DeviceEnrolment(DeviceStore store, SecretHashes hashes, DeviceFactory factory) {
    this.store = store;
    this.hashes = hashes;
    this.factory = factory;
  }

  /** Registers a device of an account. */
  Registration owned(
      Prn owner, DeviceDraft draft, Metadata userMeta, Metadata deviceMeta, Instant now) {
    DeviceMetadata metadata = new DeviceMetadata(userMeta, deviceMeta).requireWithinLimit();
    NewSecret secret = newSecret(draft);
    return withFreeNick(
        draft.nick(), () -> inserted(factory.owned(owner, draft.nick(), metadata, now), secret));
  }

  /** Registers a device that waits for its owner. */
  Registration unclaimed(DeviceDraft draft, Instant now) {
    DeviceMetadata metadata =
        new DeviceMetadata(Metadata.EMPTY, draft.deviceMeta()).requireWithinLimit();
    return inserted(factory.unclaimed(draft.nick(), metadata, now), newSecret(draft));
  }

  /** Gives a device to the user who knows its challenge. */
  Device claimed(Caller caller, DeviceId id, Challenge challenge, Supplier<Instant> now) {
    return withFreeNick(
        Optional.empty(),
        () ->
            store
                .update(
                    id,
                    stored -> {
                      Prn owner = AccessRules.requireClaimer(caller, stored.device(), challenge);
                      return stored.withDevice(factory.claimed(stored.device(), owner, now.get()));
                    })
                .map(StoredDevice::device)
                .orElseThrow(AccessRules::notFound));
  }

  private record NewSecret(Secret secret, StoredSecret stored) {}

  private NewSecret newSecret(DeviceDraft draft) {
    Secret secret = draft.secret().orElseGet(hashes::newSecret);
    SecretHash hash =
        draft.secret().isPresent() ? hashes.hashChosen(secret) : hashes.hashMade(secret);
    return new NewSecret(secret, StoredSecret.first(hash));
  }

  private Registration inserted(Device device, NewSecret secret) {
    store.insert(new StoredDevice(device, secret.stored()));
    return new Registration(device, secret.secret());
  }

  /** Tries again while the nick which the registry has made happens to be taken. */
  private static <T> T withFreeNick(Optional<Nick> chosen, Supplier<T> attempt) {
    for (int i = 1; i < NICK_ATTEMPTS && chosen.isEmpty(); i++) {
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
}
