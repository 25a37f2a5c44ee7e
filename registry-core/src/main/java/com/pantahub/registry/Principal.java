package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Somebody who has proved who they are. Immutable; holds no secret.
 *
 * @param caller who they are to the registry
 * @param prn their full name
 * @param nick their name
 * @param role what kind of account it is; empty for a device
 * @param owner the account a device belongs to; empty for an account, or while it is unclaimed
 * @param generation how often their secret has been changed before; see {@link Authenticator#check}
 */
public record Principal(
    Caller caller,
    Prn prn,
    Nick nick,
    Optional<Account.Role> role,
    Optional<Prn> owner,
    int generation) {

  /**
   * Makes a principal.
   *
   * @param caller who they are to the registry
   * @param prn their full name
   * @param nick their name
   * @param role what kind of account it is
   * @param owner the account a device belongs to
   * @param generation how often their secret has been changed before
   */
  public Principal {
    requireNonNull(caller, "caller");
    requireNonNull(prn, "prn");
    requireNonNull(nick, "nick");
    requireNonNull(role, "role");
    requireNonNull(owner, "owner");
  }

  static Principal of(StoredAccount stored) {
    Account account = stored.account();
    return new Principal(
        new Caller.User(account.prn()),
        account.prn(),
        account.nick(),
        Optional.of(account.role()),
        Optional.empty(),
        stored.secret().generation());
  }

  static Principal of(DeviceId id, DeviceCredential device) {
    return new Principal(
        new Caller.DeviceCaller(id),
        Prn.of(id),
        device.nick(),
        Optional.empty(),
        device.owner(),
        device.secret().generation());
  }
}
