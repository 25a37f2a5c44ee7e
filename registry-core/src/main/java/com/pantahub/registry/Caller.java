package com.pantahub.registry;

/**
 * Who asks the registry for something. Immutable.
 *
 * <p>Whoever calls the registry has established who the caller is; the registry decides what that
 * caller may do.
 */
public sealed interface Caller {

  /**
   * A person, or a program acting for one.
   *
   * @param account the account's prn
   */
  record User(Prn account) implements Caller {

    /**
     * Checks that it is an account.
     *
     * @param account the account's prn
     * @throws IllegalArgumentException if it is not
     */
    public User {
      if (!account.isAccount()) {
        throw new IllegalArgumentException("not an account: account=" + account);
      }
    }
  }

  /**
   * A device that speaks for itself.
   *
   * @param id the device
   */
  record DeviceCaller(DeviceId id) implements Caller {}

  /** Somebody who has not said who they are. */
  record Anonymous() implements Caller {}
}
