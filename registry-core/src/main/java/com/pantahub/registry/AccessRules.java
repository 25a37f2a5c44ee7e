package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.util.Optional;

/**
 * Says what a caller may do with a device. No state.
 *
 * <p>A caller who may not even see a device is told that there is none.
 */
final class AccessRules {

  private AccessRules() {}

  static boolean isOwner(Caller caller, Device device) {
    return caller instanceof Caller.User user && device.owner().equals(Optional.of(user.account()));
  }

  static boolean isSelf(Caller caller, Device device) {
    return caller instanceof Caller.DeviceCaller self && self.id().equals(device.id());
  }

  static boolean isOwnerOrSelf(Caller caller, Device device) {
    return isOwner(caller, device) || isSelf(caller, device);
  }

  static boolean isVisible(Caller caller, Device device) {
    return isOwnerOrSelf(caller, device) || device.isPublic();
  }

  /** Returns what of a visible device may be shown: all of it to its owner and to itself. */
  static Device shownTo(Caller caller, Device device) {
    return isOwnerOrSelf(caller, device)
        ? device
        : device.withMetadata(DeviceMetadata.EMPTY).withHistory(device.history().unseen());
  }

  /** Lets pass the owner. */
  static void requireOwner(Caller caller, Device device) {
    if (!isOwner(caller, device)) {
      throw refusal(caller, device, "Only the owner of the device may do this");
    }
  }

  /** Lets pass the device itself. */
  static void requireSelf(Caller caller, Device device) {
    if (!isSelf(caller, device)) {
      throw refusal(caller, device, "Only the device itself may do this");
    }
  }

  /** Lets pass the owner and the device itself. */
  static void requireOwnerOrSelf(Caller caller, Device device) {
    if (!isOwnerOrSelf(caller, device)) {
      throw refusal(caller, device, "Only the device and its owner may do this");
    }
  }

  /** Lets pass a user who knows the challenge of a device that is still unclaimed. */
  static Prn requireClaimer(Caller caller, Device device, Challenge challenge) {
    if (caller instanceof Caller.User user
        && device.challenge().filter(challenge::matches).isPresent()) {
      return user.account();
    }
    throw new RegistryException(Reason.FORBIDDEN, "No Access to Device");
  }

  /** Lets pass a user, and returns the account. */
  static Prn requireUser(Caller caller) {
    if (caller instanceof Caller.User user) {
      return user.account();
    }
    throw new RegistryException(Reason.FORBIDDEN, "Only users may do this");
  }

  static RegistryException notFound() {
    return new RegistryException(Reason.NOT_FOUND, "No such device");
  }

  private static RegistryException refusal(Caller caller, Device device, String message) {
    return isVisible(caller, device)
        ? new RegistryException(Reason.FORBIDDEN, message)
        : notFound();
  }
}
