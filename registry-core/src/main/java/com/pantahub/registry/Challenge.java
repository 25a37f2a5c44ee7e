package com.pantahub.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.pantahub.registry.RegistryException.Reason;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * What a user must know to claim a device: three words joined by {@code -}. Immutable.
 *
 * <p>The device shows it to whoever holds it. It is a secret until the device is claimed, and
 * worthless from then on; {@link #toString} hides it.
 *
 * @param value the words as they are shown and typed
 */
public record Challenge(String value) {

  private static final Pattern SYNTAX = Pattern.compile("[a-z]{1,20}(-[a-z]{1,20}){2}");

  /**
   * Checks the words.
   *
   * @param value the words as they are shown and typed
   * @throws RegistryException with {@link Reason#INVALID} if they are not a challenge
   */
  public Challenge {
    if (!SYNTAX.matcher(value).matches()) {
      throw new RegistryException(
          Reason.INVALID, "A challenge is three words in lower case, joined by '-'");
    }
  }

  /** Tells whether both are the same, in a time that does not depend on where they differ. */
  boolean matches(Challenge other) {
    return MessageDigest.isEqual(value.getBytes(US_ASCII), other.value.getBytes(US_ASCII));
  }

  @Override
  public String toString() {
    return "Challenge[hidden]";
  }
}
