package com.pantahub.registry.bcrypt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.pantahub.registry.PasswordHasher;
import com.pantahub.registry.Secret;
import com.pantahub.registry.SecretHash;
import java.security.SecureRandom;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * Hashes with bcrypt, in Spring Security's implementation. Thread-safe.
 *
 * <p>Needs {@code org.springframework.security:spring-security-crypto}, an optional dependency of
 * this library.
 */
public final class BcryptPasswordHasher implements PasswordHasher {

  /** Cost unless another is asked for: 2<sup>10</sup> rounds. */
  public static final int DEFAULT_COST = 10;

  private static final String PREFIX = "$2a";

  private static final String NOBODYS_SALT_AND_HASH =
      "$nobodyHasThisSaltEver.JJ1fbYIVbZxQpXlBpBcRrn4E2PpPpUS";

  private final int cost;
  private final SecureRandom random;

  /**
   * Makes a hasher.
   *
   * @param cost binary logarithm of the number of rounds, 4 to 31
   * @param random makes the salts
   * @throws IllegalArgumentException if the cost is out of bounds
   */
  public BcryptPasswordHasher(int cost, SecureRandom random) {
    if (cost < 4 || cost > 31) {
      throw new IllegalArgumentException("cost must be 4..31: cost=" + cost);
    }
    this.cost = cost;
    this.random = random;
  }

  @Override
  public SecretHash hash(Secret secret) {
    String salt = BCrypt.gensalt(PREFIX, cost, random);
    return new SecretHash(BCrypt.hashpw(secret.value().getBytes(UTF_8), salt));
  }

  @Override
  public boolean matches(Secret secret, SecretHash hash) {
    return hash.encoded().startsWith(PREFIX)
        && BCrypt.checkpw(secret.value().getBytes(UTF_8), hash.encoded());
  }

  @Override
  public void matchNothing(Secret secret) {
    matches(secret, nobodysHash());
  }

  /** Returns a hash of the same cost as all others, which no secret is known to have. */
  SecretHash nobodysHash() {
    return new SecretHash("%s$%02d%s".formatted(PREFIX, cost, NOBODYS_SALT_AND_HASH));
  }
}
