package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What there is to know of a device that logs in. Immutable.
 *
 * @param nick its name
 * @param owner the account it belongs to; empty while it is unclaimed
 * @param secret its secret
 */
public record DeviceCredential(Nick nick, Optional<Prn> owner, StoredSecret secret) {

  /**
   * Makes a credential out of what a store has kept.
   *
   * @param nick its name
   * @param owner the account it belongs to
   * @param secret its secret
   */
  public DeviceCredential {
    requireNonNull(nick, "nick");
    requireNonNull(owner, "owner");
    requireNonNull(secret, "secret");
  }
}
