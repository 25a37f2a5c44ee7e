package com.pantahub.registry;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What one caller does to one device: the rules who may, and what becomes of the device. Immutable.
 *
 * <p>It is given to a store as the change to make, and may be applied more than once.
 *
 * @param caller who does it
 * @param change what is to change
 * @param newSecret what is kept of the new secret, if there is to be one
 * @param precondition which revisions the caller is willing to change
 * @param now the moment
 */
record DeviceEdit(
    Caller caller,
    DeviceChange change,
    Optional<SecretHash> newSecret,
    Precondition precondition,
    Instant now)
    implements UnaryOperator<StoredDevice> {

  @Override
  public StoredDevice apply(StoredDevice before) {
    Device device = before.device();
    requireAccess(device);
    precondition.require(device);
    StoredDevice after = edited(before);
    DeviceHistory history = device.history();
    if (!after.equals(before)) {
      history = history.modifiedAt(now);
    }
    if (AccessRules.isSelf(caller, device)) {
      history = history.seenAt(now);
    }
    return after.withDevice(after.device().withHistory(history));
  }

  private void requireAccess(Device device) {
    AccessRules.requireOwnerOrSelf(caller, device);
    if (change.isPublic().isPresent()) {
      AccessRules.requireOwner(caller, device);
    }
    if (change.deviceMeta().isPresent()) {
      AccessRules.requireSelf(caller, device);
    }
  }

  private StoredDevice edited(StoredDevice before) {
    Device device = before.device();
    Device edited =
        device
            .withNick(change.nick().orElse(device.nick()))
            .withOwnership(ownership(device.ownership()))
            .withMetadata(metadata(device.metadata()));
    StoredDevice after = before.withDevice(edited);
    return newSecret.map(hash -> after.withSecret(before.secret().replacedBy(hash))).orElse(after);
  }

  private Ownership ownership(Ownership before) {
    return before instanceof Ownership.Claimed claimed
        ? new Ownership.Claimed(claimed.owner(), change.isPublic().orElse(claimed.isPublic()))
        : before;
  }

  private DeviceMetadata metadata(DeviceMetadata before) {
    Metadata user = change.userMeta().map(c -> c.applyTo(before.user())).orElse(before.user());
    Metadata device =
        change.deviceMeta().map(c -> c.applyTo(before.device())).orElse(before.device());
    DeviceMetadata after = new DeviceMetadata(user, device);
    return after.equals(before) ? before : after.requireWithinLimit();
  }
}
