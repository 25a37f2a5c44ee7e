package com.pantahub.registry;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where join tokens are kept. Implementations are thread-safe.
 *
 * <p>Each method takes effect as a whole or, when it throws, not at all. A store that cannot do its
 * work throws an unchecked exception other than {@link RegistryException}.
 */
public interface JoinTokenStore {

  /**
   * Adds a token.
   *
   * @param token the token
   * @param hash what is kept of its value
   * @throws IllegalArgumentException if a token has that id or that hash
   */
  void insert(JoinToken token, TokenHash hash);

  /**
   * Returns the token whose value has a hash, disabled or not.
   *
   * @param hash the hash of what a device has shown
   * @return the token, or empty if there is none
   */
  Optional<JoinToken> findByHash(TokenHash hash);

  /**
   * Returns the tokens of an owner in order of id, the disabled ones too.
   *
   * @param owner the owner's prn
   * @return the tokens, unmodifiable
   */
  List<JoinToken> list(Prn owner);

  /**
   * Changes whether a token is disabled and its time of modification, atomically.
   *
   * @param id its id
   * @param change takes the token as it is and returns it as it shall be; it may be called more
   *     than once, must not use this store, and may throw, which leaves everything as it was
   * @return the token as it is now, or empty if there is none
   */
  Optional<JoinToken> update(JoinTokenId id, UnaryOperator<JoinToken> change);
}
