package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The e-mail address of an account, in lower case. Immutable.
 *
 * <p>Checked for its shape only: whether mail arrives there, nobody knows before trying.
 *
 * @param value the address
 */
public record Email(String value) {

  private static final int MAX_LENGTH = 254;
  private static final Pattern SYNTAX =
      Pattern.compile("[^@\\s\\p{Cc}\\p{Cs}]+@[^@\\s\\p{Cc}\\p{Cs}]+");

  /**
   * Checks the address, and writes it in lower case.
   *
   * @param value the address
   * @throws RegistryException with {@link Reason#INVALID} if it is none
   */
  public Email {
    if (value.length() > MAX_LENGTH || !SYNTAX.matcher(value).matches()) {
      throw new RegistryException(Reason.INVALID, "Not an e-mail address");
    }
    value = value.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return value;
  }
}
