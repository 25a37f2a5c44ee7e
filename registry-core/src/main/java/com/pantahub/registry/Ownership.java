package com.pantahub.registry;

/**
 * Whether a device is somebody's, and what follows from it. Immutable.
 *
 * <p>Only a claimed device has an owner or can be public, and only an unclaimed one has a
 * challenge: there is no way to write down anything else.
 */
public sealed interface Ownership {

  /**
   * The device belongs to an account.
   *
   * @param owner the account's prn
   * @param isPublic whether everybody may see the device
   */
  record Claimed(Prn owner, boolean isPublic) implements Ownership {

    /**
     * Checks that the owner is an account.
     *
     * @param owner the account's prn
     * @param isPublic whether everybody may see the device
     * @throws IllegalArgumentException if it is not
     */
    public Claimed {
      if (!owner.isAccount()) {
        throw new IllegalArgumentException("not an account: owner=" + owner);
      }
    }
  }

  /**
   * The device waits for the user who knows its challenge.
   *
   * @param challenge what that user must know
   */
  record Unclaimed(Challenge challenge) implements Ownership {}
}
