package com.pantahub.registry;

/**
 * Hashes secrets that people have chosen, slowly, so that nobody can guess them from their hashes.
 * Implementations are thread-safe.
 */
public interface PasswordHasher {

  /**
   * Hashes a secret with a salt of its own.
   *
   * @param secret the secret
   * @return its hash
   */
  SecretHash hash(Secret secret);

  /**
   * Tells whether a hash is that of a secret, in a time that does not depend on where they differ.
   *
   * @param secret the secret somebody shows
   * @param hash a hash this class has made
   * @return whether they belong together; false if this class cannot have made the hash
   */
  boolean matches(Secret secret, SecretHash hash);

  /**
   * Takes as long as {@link #matches}: for the secret of somebody unknown, so that the time of an
   * answer does not tell who is known.
   *
   * @param secret the secret somebody shows
   */
  void matchNothing(Secret secret);
}
