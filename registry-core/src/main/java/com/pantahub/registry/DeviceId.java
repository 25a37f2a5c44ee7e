package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.util.regex.Pattern;

/**
 * The identity of a device: 24 lower-case hexadecimal digits. Immutable.
 *
 * <p>Four bytes are the second of creation since 1970, five are random per process, three count. So
 * the natural order, that of the digits, is the order of creation to the second, and exactly that
 * within one process. An id is no secret.
 *
 * @param value the 24 digits
 */
public record DeviceId(String value) implements Comparable<DeviceId> {

  private static final Pattern SYNTAX = Pattern.compile("[0-9a-f]{24}");

  /**
   * Checks the digits.
   *
   * @param value the 24 digits
   * @throws RegistryException with {@link Reason#INVALID} if they are not an id
   */
  public DeviceId {
    if (!SYNTAX.matcher(value).matches()) {
      throw new RegistryException(
          Reason.INVALID, "A device id is 24 digits out of 0-9 and a-f, in lower case");
    }
  }

  @Override
  public int compareTo(DeviceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
