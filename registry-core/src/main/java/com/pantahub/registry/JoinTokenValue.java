package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.util.Base64;

/**
 * What a device shows to be registered as its owner's: 24 random bytes in base64. Immutable.
 *
 * <p>The registry keeps only its {@linkplain TokenHash hash}; {@link #toString} hides it.
 *
 * @param value the 32 characters
 */
public record JoinTokenValue(String value) {

  static final int BYTES = 24;

  /**
   * Checks the characters.
   *
   * @param value the 32 characters
   * @throws RegistryException with {@link Reason#INVALID} if they are not base64 of 24 bytes
   */
  public JoinTokenValue {
    if (!isBase64(value)) {
      throw new RegistryException(Reason.INVALID, "A join token is 24 bytes in base64");
    }
  }

  static JoinTokenValue of(byte[] bytes) {
    return new JoinTokenValue(Base64.getEncoder().encodeToString(bytes));
  }

  /** Returns what is kept of this token. */
  TokenHash hash() {
    return new TokenHash(SecretHashes.sha256(value));
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length == BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "JoinTokenValue[hidden]";
  }
}
