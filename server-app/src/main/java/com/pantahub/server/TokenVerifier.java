package com.pantahub.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.pantahub.registry.Prn;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies tokens. Thread-safe.
 *
 * <p>Only RS256 with the one key counts, whatever the token says of itself (RFC 8725 sections 3.1
 * and 3.2). Whatever else is wrong with a token, also where the parser stumbles over it, makes it
 * one that is not valid: anybody can send it.
 */
final class TokenVerifier {
  private final RSASSAVerifier verifier;
  private final InstantSource clock;

  TokenVerifier(TokenKeys keys, InstantSource clock) {
    this.verifier = new RSASSAVerifier(keys.publicKey());
    this.clock = clock;
  }

  /** Returns what a token says; empty if it is not valid, or no longer. */
  Optional<TokenClaims> verify(String token) {
    try {
      JWSObject signed = JWSObject.parse(token);
      if (!JWSAlgorithm.RS256.equals(signed.getHeader().getAlgorithm())
          || !signed.verify(verifier)) {
        return Optional.empty();
      }
      JsonObject claims = JsonObject.read(signed.getPayload().toBytes());
      return Optional.of(claims(claims)).filter(read -> clock.instant().isBefore(expiry(claims)));
    } catch (ParseException | JOSEException | RuntimeException notOurs) {
      return Optional.empty();
    }
  }

  private static TokenClaims claims(JsonObject claims) {
    Map<String, Object> all = new LinkedHashMap<>();
    claims
        .members()
        .forEach(
            (name, value) -> {
              if (value != null) {
                all.put(name, value);
              }
            });
    return new TokenClaims(
        claims.text(TokenClaims.LOGIN_NAME).orElseThrow(),
        new Prn(claims.text(TokenClaims.PRN).orElseThrow()),
        Math.toIntExact(number(claims, TokenClaims.GENERATION)),
        claims.text(TokenClaims.SCOPES).flatMap(Scope::parse).orElseThrow(),
        Instant.ofEpochSecond(number(claims, TokenClaims.LOGGED_IN)),
        Collections.unmodifiableMap(all));
  }

  private static Instant expiry(JsonObject claims) {
    return Instant.ofEpochSecond(number(claims, TokenClaims.EXPIRES));
  }

  private static long number(JsonObject claims, String name) {
    return claims.wholeNumber(name).orElseThrow();
  }
}
