package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

/**
 * An account as a store keeps it. Immutable.
 *
 * @param account all of it but its password
 * @param secret its password
 */
public record StoredAccount(Account account, StoredSecret secret) {

  /**
   * Makes an account out of what a store has kept.
   *
   * @param account all of it but its password
   * @param secret its password
   */
  public StoredAccount {
    requireNonNull(account, "account");
    requireNonNull(secret, "secret");
  }
}
