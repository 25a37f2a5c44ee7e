package com.pantahub.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes secrets, hashes them, and recognises them. Thread-safe. */
final class SecretHashes {

  /*
   * design
   *
   * Two kinds of secrets, two kinds of hashes. What a person has chosen can be guessed, so trying
   * must be slow: that is the PasswordHasher's. What the registry has made is 192 random bits that
   * nobody ever guesses, so one salted round of SHA-256 [1] is enough, and a fleet that logs in
   * after a power cut costs microseconds a device. The first letters of a hash say which kind it
   * is.
   *
   * [1] NIST SP 800-63B section 5.1.2.2: look-up secrets of 112 bits or more need only a one-way
   *     function.
   */

  private static final String FAST = "sha256";
  private static final String SEPARATOR = ":";
  private static final int SECRET_BYTES = 24;
  private static final int SALT_BYTES = 16;
  private static final HexFormat HEX = HexFormat.of();

  private final SecureRandom random;
  private final PasswordHasher passwords;

  SecretHashes(SecureRandom random, PasswordHasher passwords) {
    this.random = random;
    this.passwords = passwords;
  }

  /** Returns a new secret of 192 random bits. */
  Secret newSecret() {
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES)));
  }

  /** Hashes a secret that {@link #newSecret} has made. */
  SecretHash hashMade(Secret secret) {
    return fast(HEX.formatHex(bytes(SALT_BYTES)), secret);
  }

  /** Hashes a secret that somebody has chosen. */
  SecretHash hashChosen(Secret secret) {
    return passwords.hash(secret);
  }

  /** Tells whether a hash is that of a secret. */
  boolean matches(Secret secret, SecretHash hash) {
    String[] parts = hash.encoded().split(SEPARATOR, -1);
    if (parts.length != 3 || !parts[0].equals(FAST)) {
      return passwords.matches(secret, hash);
    }
    return MessageDigest.isEqual(
        hash.encoded().getBytes(UTF_8), fast(parts[1], secret).encoded().getBytes(UTF_8));
  }

  /** Takes as long as {@link #matches} takes for the secret of an account. */
  void matchNoAccount(Secret secret) {
    passwords.matchNothing(secret);
  }

  /** Takes as long as {@link #matches} takes for a secret that the registry has made. */
  void matchNoDevice(Secret secret) {
    fast("0".repeat(2 * SALT_BYTES), secret);
  }

  private static SecretHash fast(String salt, Secret secret) {
    return new SecretHash(FAST + SEPARATOR + salt + SEPARATOR + sha256(salt + secret.value()));
  }

  /** Returns the SHA-256 of a text's UTF-8, in hexadecimal digits. */
  static String sha256(String text) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
