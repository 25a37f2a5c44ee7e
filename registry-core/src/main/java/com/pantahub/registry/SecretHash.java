package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

/**
 * What is kept of a {@link Secret}: enough to recognise it, too little to know it. Immutable.
 *
 * @param encoded the hash with its method, parameters and salt; {@link #toString} hides it
 */
public record SecretHash(String encoded) {

  /**
   * Makes a hash out of what a store has kept.
   *
   * @param encoded the hash with its method, parameters and salt
   */
  public SecretHash {
    requireNonNull(encoded, "encoded");
  }

  @Override
  public String toString() {
    return "SecretHash[hidden]";
  }
}
