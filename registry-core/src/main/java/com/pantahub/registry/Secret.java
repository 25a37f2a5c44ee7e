package com.pantahub.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.pantahub.registry.RegistryException.Reason;

/**
 * What a device or a person proves itself with, in clear. Immutable.
 *
 * <p>It is 1 to {@value #MAX_BYTES} bytes of UTF-8, none of them NUL: what bcrypt takes in without
 * cutting anything off. The registry keeps only its {@linkplain SecretHash hash}; {@link #toString}
 * hides it.
 *
 * @param value the characters as they are typed
 */
public record Secret(String value) {

  /** Greatest length, in bytes of UTF-8. */
  public static final int MAX_BYTES = 72;

  /**
   * Checks the length.
   *
   * @param value the characters as they are typed
   * @throws RegistryException with {@link Reason#INVALID} if nobody can have such a secret
   */
  public Secret {
    if (value.isEmpty()
        || value.length() > MAX_BYTES
        || value.indexOf('\0') >= 0
        || value.getBytes(UTF_8).length > MAX_BYTES) {
      throw new RegistryException(
          Reason.INVALID, "A secret is 1 to " + MAX_BYTES + " bytes of UTF-8, none of them NUL");
    }
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
