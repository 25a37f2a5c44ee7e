package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

/**
 * The secret of a device or an account as a store keeps it. Immutable.
 *
 * @param hash what is kept of the secret
 * @param generation how often the secret has been changed; what was proved with an earlier one is
 *     void
 */
public record StoredSecret(SecretHash hash, int generation) {

  /**
   * Makes a secret out of what a store has kept.
   *
   * @param hash what is kept of the secret
   * @param generation how often the secret has been changed
   */
  public StoredSecret {
    requireNonNull(hash, "hash");
  }

  /** Returns the first secret of a device or an account. */
  static StoredSecret first(SecretHash hash) {
    return new StoredSecret(hash, 0);
  }

  /** Returns the secret that takes the place of this one. */
  StoredSecret replacedBy(SecretHash newHash) {
    return new StoredSecret(newHash, generation + 1);
  }
}
