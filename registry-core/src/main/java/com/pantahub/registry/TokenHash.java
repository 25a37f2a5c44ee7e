package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

/**
 * What is kept of a {@link JoinTokenValue}: the same token has always the same hash, so that it can
 * be looked up. Immutable.
 *
 * @param hex the SHA-256 in 64 hexadecimal digits; {@link #toString} hides it
 */
public record TokenHash(String hex) {

  /**
   * Makes a hash out of what a store has kept.
   *
   * @param hex the SHA-256 in 64 hexadecimal digits
   */
  public TokenHash {
    requireNonNull(hex, "hex");
  }

  @Override
  public String toString() {
    return "TokenHash[hidden]";
  }
}
