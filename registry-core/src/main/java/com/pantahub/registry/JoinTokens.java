package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import com.pantahub.registry.RegistryObserver.Operation;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What users can do with join tokens, of which they see only their own. Thread-safe. */
public final class JoinTokens {

  private final JoinTokenStore store;
  private final InstantSource clock;
  private final SecureRandom random;
  private final ObjectIdGenerator ids;
  private final NameGenerator names;
  private final ObserverFence observed;

  JoinTokens(
      JoinTokenStore store,
      InstantSource clock,
      SecureRandom random,
      ObjectIdGenerator ids,
      NameGenerator names,
      ObserverFence observed) {
    this.store = store;
    this.clock = clock;
    this.random = random;
    this.ids = ids;
    this.names = names;
    this.observed = observed;
  }

  /**
   * Makes a token.
   *
   * @param caller a user
   * @param nick its name; empty to have one made
   * @param defaultUserMeta the user-meta that its devices begin with
   * @return the token and its value, which is never to be had again
   * @throws RegistryException FORBIDDEN to others than users; TOO_LARGE if no device could have so
   *     much user-meta
   */
  public NewJoinToken create(Caller caller, Optional<Nick> nick, Metadata defaultUserMeta) {
    return observed.run(
        Operation.CREATE_JOIN_TOKEN,
        () -> {
          Prn owner = AccessRules.requireUser(caller);
          new DeviceMetadata(defaultUserMeta, Metadata.EMPTY).requireWithinLimit();
          JoinTokenValue value = newValue();
          JoinToken token =
              new JoinToken(
                  new JoinTokenId(ids.next()),
                  owner,
                  nick.orElseGet(names::nick),
                  defaultUserMeta,
                  false,
                  Timestamps.createdAt(Moments.now(clock)));
          store.insert(token, value.hash());
          return new NewJoinToken(token, value);
        });
  }

  /**
   * Returns the caller's tokens in order of creation, the disabled ones too.
   *
   * @param caller a user
   * @return the tokens
   * @throws RegistryException FORBIDDEN to others than users
   */
  public List<JoinToken> list(Caller caller) {
    return observed.run(
        Operation.LIST_JOIN_TOKENS, () -> store.list(AccessRules.requireUser(caller)));
  }

  /**
   * Disables a token for good. One that is disabled already stays as it is.
   *
   * @param caller the user whose token it is
   * @param id the token
   * @return the token, disabled
   * @throws RegistryException FORBIDDEN to others than users; NOT_FOUND if the caller has no such
   *     token
   */
  public JoinToken disable(Caller caller, JoinTokenId id) {
    return observed.run(
        Operation.DISABLE_JOIN_TOKEN,
        () -> {
          Prn owner = AccessRules.requireUser(caller);
          return store
              .update(id, token -> disabled(token, owner))
              .orElseThrow(JoinTokens::notFound);
        });
  }

  /** Returns the token that a device has shown. */
  JoinToken require(JoinTokenValue value) {
    return store
        .findByHash(value.hash())
        .filter(token -> !token.disabled())
        .orElseThrow(
            () -> new RegistryException(Reason.INVALID, "No such join token, or a disabled one"));
  }

  private JoinToken disabled(JoinToken token, Prn owner) {
    if (!token.owner().equals(owner)) {
      throw notFound();
    }
    return token.disabled()
        ? token
        : token.disabledAt(token.times().modifiedAt(Moments.now(clock)));
  }

  private JoinTokenValue newValue() {
    byte[] bytes = new byte[JoinTokenValue.BYTES];
    random.nextBytes(bytes);
    return JoinTokenValue.of(bytes);
  }

  private static RegistryException notFound() {
    return new RegistryException(Reason.NOT_FOUND, "No such join token");
  }
}
