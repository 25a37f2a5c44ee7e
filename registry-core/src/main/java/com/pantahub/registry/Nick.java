package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.util.regex.Pattern;

/**
 * The name people give a device: 3 to 64 of {@code A-Z a-z 0-9 _ - + %}. Immutable.
 *
 * <p>No two devices of one owner have the same nick, upper and lower case being different; a device
 * without an owner may have any.
 *
 * @param value the name
 */
public record Nick(String value) {

  private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9_\\-+%]{3,64}");
  private static final String PLACEHOLDER_PREFIX = "__unregistered__";

  /**
   * Checks the name.
   *
   * @param value the name
   * @throws RegistryException with {@link Reason#INVALID} if it is not a nick
   */
  public Nick {
    if (!SYNTAX.matcher(value).matches()) {
      throw new RegistryException(
          Reason.INVALID, "A nick is 3 to 64 characters out of A-Z a-z 0-9 _ - + %");
    }
  }

  /** Returns the nick of an unclaimed device that did not ask for one. */
  static Nick placeholder(DeviceId id) {
    return new Nick(PLACEHOLDER_PREFIX + id.value());
  }

  /** Tells whether this is such a stand-in, to be replaced when the device is claimed. */
  boolean isPlaceholder() {
    return value.startsWith(PLACEHOLDER_PREFIX);
  }

  @Override
  public String toString() {
    return value;
  }
}
