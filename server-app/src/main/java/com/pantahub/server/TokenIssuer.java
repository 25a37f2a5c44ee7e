package com.pantahub.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.pantahub.registry.Account;
import com.pantahub.registry.Principal;
import com.pantahub.registry.Prn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Issues tokens: JWTs (RFC 7519), signed with RS256. Thread-safe.
 *
 * <p>The token of a device stays within 1,016 characters, which is what device agents keep.
 */
final class TokenIssuer {
  /** How long a token is valid. */
  static final Duration LIFETIME = Duration.ofMinutes(60);

  private static final JWSHeader HEADER =
      new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).build();

  private final RSASSASigner signer;
  private final InstantSource clock;

  TokenIssuer(TokenKeys keys, InstantSource clock) {
    this.signer = new RSASSASigner(keys.privateKey());
    this.clock = clock;
  }

  /** Issues the token of somebody who has just shown a password. */
  String issue(Principal principal, String loginName, Set<Scope> scopes) {
    return issue(principal, loginName, scopes, clock.instant());
  }

  /** Issues a token that is valid from now on and says the same as an older one. */
  String refresh(Principal principal, TokenClaims older) {
    return issue(principal, older.loginName(), older.scopes(), older.loggedIn());
  }

  private String issue(Principal principal, String loginName, Set<Scope> scopes, Instant loggedIn) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put(TokenClaims.LOGIN_NAME, loginName);
    claims.put(TokenClaims.NICK, principal.nick().value());
    claims.put(TokenClaims.PRN, principal.prn().value());
    claims.put(TokenClaims.ROLES, roles(principal));
    claims.put(TokenClaims.TYPE, principal.role().isPresent() ? "USER" : "DEVICE");
    claims.put(TokenClaims.SCOPES, Scope.format(scopes));
    claims.put(TokenClaims.EXPIRES, clock.instant().plus(LIFETIME).getEpochSecond());
    claims.put(TokenClaims.LOGGED_IN, loggedIn.getEpochSecond());
    if (principal.role().isEmpty()) {
      claims.put(TokenClaims.OWNER, principal.owner().map(Prn::value).orElse(""));
    }
    claims.put(TokenClaims.GENERATION, principal.generation());
    JWSObject token = new JWSObject(HEADER, new Payload(Json.write(claims)));
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign a token", e);
    }
    return token.serialize();
  }

  private static String roles(Principal principal) {
    return principal.role().map(Account.Role::name).orElse("device").toLowerCase(Locale.ROOT);
  }
}
