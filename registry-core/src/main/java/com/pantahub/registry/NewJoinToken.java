package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

/**
 * A join token that has just been made, and what devices show for it. Immutable.
 *
 * @param token the token
 * @param value what devices show; never to be had again
 */
public record NewJoinToken(JoinToken token, JoinTokenValue value) {

  /**
   * Puts the two together.
   *
   * @param token the token
   * @param value what devices show
   */
  public NewJoinToken {
    requireNonNull(token, "token");
    requireNonNull(value, "value");
  }
}
