package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.util.regex.Pattern;

/**
 * The identity of a join token: 24 lower-case hexadecimal digits. Immutable.
 *
 * @param value the 24 digits
 */
public record JoinTokenId(String value) implements Comparable<JoinTokenId> {

  private static final Pattern SYNTAX = Pattern.compile("[0-9a-f]{24}");

  /**
   * Checks the digits.
   *
   * @param value the 24 digits
   * @throws RegistryException with {@link Reason#INVALID} if they are not an id
   */
  public JoinTokenId {
    if (!SYNTAX.matcher(value).matches()) {
      throw new RegistryException(
          Reason.INVALID, "A join token's id is 24 digits out of 0-9 and a-f, in lower case");
    }
  }

  @Override
  public int compareTo(JoinTokenId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
