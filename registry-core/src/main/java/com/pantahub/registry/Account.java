package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

/**
 * A person, or a program acting for one, that can own devices. Immutable; holds no secret.
 *
 * @param prn its identity, for good
 * @param nick its name; no two accounts have the same
 * @param email its e-mail address; no two accounts have the same
 * @param role what it is
 * @param enabled whether it can log in, and what it has logged in with is valid
 * @param times when it was made and last changed
 */
public record Account(
    Prn prn, Nick nick, Email email, Role role, boolean enabled, Timestamps times) {

  /** What an account is. It gives no right over other people's devices. */
  public enum Role {
    /** Somebody with devices. */
    USER,
    /** Somebody who runs the service. */
    ADMIN
  }

  /**
   * Makes an account out of what a store has kept.
   *
   * @param prn its identity, for good
   * @param nick its name
   * @param email its e-mail address
   * @param role what it is
   * @param enabled whether it can log in
   * @param times when it was made and last changed
   * @throws IllegalArgumentException if the prn is not an account's
   */
  public Account {
    if (!prn.isAccount()) {
      throw new IllegalArgumentException("not an account: prn=" + prn);
    }
    requireNonNull(nick, "nick");
    requireNonNull(email, "email");
    requireNonNull(role, "role");
    requireNonNull(times, "times");
  }

  Account withEnabled(boolean nowEnabled, Timestamps newTimes) {
    return new Account(prn, nick, email, role, nowEnabled, newTimes);
  }
}
