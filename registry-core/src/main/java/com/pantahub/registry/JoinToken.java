package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

/**
 * Lets devices register as somebody's own, for as long as it is not disabled. Immutable; holds no
 * secret.
 *
 * @param id its identity, for good
 * @param owner whose devices they become
 * @param nick its name
 * @param defaultUserMeta the user-meta that those devices begin with
 * @param disabled whether it is void
 * @param times when it was made and last changed
 */
public record JoinToken(
    JoinTokenId id,
    Prn owner,
    Nick nick,
    Metadata defaultUserMeta,
    boolean disabled,
    Timestamps times) {

  /**
   * Makes a token out of what a store has kept.
   *
   * @param id its identity, for good
   * @param owner whose devices they become
   * @param nick its name
   * @param defaultUserMeta the user-meta that those devices begin with
   * @param disabled whether it is void
   * @param times when it was made and last changed
   * @throws IllegalArgumentException if the owner is not an account
   */
  public JoinToken {
    if (!owner.isAccount()) {
      throw new IllegalArgumentException("not an account: owner=" + owner);
    }
    requireNonNull(id, "id");
    requireNonNull(nick, "nick");
    requireNonNull(defaultUserMeta, "defaultUserMeta");
    requireNonNull(times, "times");
  }

  /**
   * Returns the full name of this token.
   *
   * @return its prn
   */
  public Prn prn() {
    return Prn.of(id);
  }

  JoinToken disabledAt(Timestamps newTimes) {
    return new JoinToken(id, owner, nick, defaultUserMeta, true, newTimes);
  }
}
