package com.pantahub.server;

import com.pantahub.registry.Authenticator;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides who gets in. Thread-safe; asks the store, so it blocks.
 *
 * <p>A token counts while whoever it was issued to exists, is enabled, and has not changed the
 * secret since.
 */
final class Authentication {
  private static final String ADMINISTRATION = "saadmin";

  private final TokenVerifier verifier;
  private final Authenticator authenticator;
  private final Optional<HiddenText> administrationSecret;

  /**
   * Makes the decision.
   *
   * @param verifier knows tokens
   * @param authenticator knows who exists
   * @param administrationSecret password of the administration; empty, nobody has it
   */
  Authentication(
      TokenVerifier verifier,
      Authenticator authenticator,
      Optional<HiddenText> administrationSecret) {
    this.verifier = verifier;
    this.authenticator = authenticator;
    this.administrationSecret = administrationSecret;
  }

  /**
   * Lets pass who may use a route.
   *
   * @return who that is; empty if the route does not ask, or anybody may use it
   * @throws ApiException 401 or 403 to everybody else
   */
  Optional<Identity> admit(Access access, HeaderMap headers) {
    Optional<String> credentials = Optional.ofNullable(headers.getFirst(Headers.AUTHORIZATION));
    if (access == Access.OPEN) {
      return Optional.empty();
    }
    if (access == Access.ADMINISTRATION) {
      requireAdministration(credentials);
      return Optional.empty();
    }
    if (credentials.isEmpty() && !access.needsToken()) {
      return Optional.empty();
    }
    Identity identity =
        credentials
            .flatMap(text -> after("bearer", text))
            .flatMap(this::identify)
            .orElseThrow(ApiException::notAuthorized);
    if (!access.allows(identity.claims().scopes())) {
      throw ApiException.insufficientScope();
    }
    return Optional.of(identity);
  }

  private Optional<Identity> identify(String token) {
    return verifier
        .verify(token)
        .flatMap(
            claims ->
                authenticator
                    .check(claims.prn(), claims.generation())
                    .map(principal -> new Identity(principal, claims)));
  }

  private void requireAdministration(Optional<String> credentials) {
    Optional<byte[]> shown =
        credentials.flatMap(text -> after("basic", text)).flatMap(Authentication::decoded);
    Optional<byte[]> expected =
        administrationSecret.map(
            secret -> (ADMINISTRATION + ":" + secret.value()).getBytes(StandardCharsets.UTF_8));
    if (expected.isEmpty()
        || shown.isEmpty()
        || !MessageDigest.isEqual(expected.get(), shown.get())) {
      throw ApiException.notAdministration();
    }
  }

  private static Optional<byte[]> decoded(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns what follows the name of a scheme, which is in either case (RFC 9110 section 11.1). */
  private static Optional<String> after(String scheme, String credentials) {
    int space = credentials.indexOf(' ');
    return space > 0 && credentials.substring(0, space).toLowerCase(Locale.ROOT).equals(scheme)
        ? Optional.of(credentials.substring(space + 1).trim())
        : Optional.empty();
  }
}
