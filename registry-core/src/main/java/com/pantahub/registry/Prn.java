package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The full name of a thing, unique across services. Immutable.
 *
 * <p>A device is {@code prn:::devices:/<id>}. An account is {@code prn:::accounts:/<24 hex>}, or
 * {@code prn:pantahub.com:auth:/<nick>} where it comes with the server.
 *
 * @param value the name as it is written
 */
public record Prn(String value) {

  private static final String DEVICE_PREFIX = "prn:::devices:/";
  private static final Pattern DEVICE = Pattern.compile(DEVICE_PREFIX + "[0-9a-f]{24}");
  private static final Pattern ACCOUNT =
      Pattern.compile(
          "prn:::accounts:/[0-9a-f]{24}|prn:pantahub\\.com:auth:/[A-Za-z0-9_\\-+%]{3,64}");

  /**
   * Checks the name.
   *
   * @param value the name as it is written
   * @throws RegistryException with {@link Reason#INVALID} if it names neither device nor account
   */
  public Prn {
    if (!DEVICE.matcher(value).matches() && !ACCOUNT.matcher(value).matches()) {
      throw new RegistryException(Reason.INVALID, "Not the prn of a device or an account");
    }
  }

  /**
   * Returns the full name of a device.
   *
   * @param id the device
   * @return its prn
   */
  public static Prn of(DeviceId id) {
    return new Prn(DEVICE_PREFIX + id.value());
  }

  /**
   * Returns the device this names.
   *
   * @return its id, or empty if this is the prn of an account
   */
  public Optional<DeviceId> deviceId() {
    return isAccount()
        ? Optional.empty()
        : Optional.of(new DeviceId(value.substring(DEVICE_PREFIX.length())));
  }

  /**
   * Tells whether this names an account, which can own devices.
   *
   * @return whether it does
   */
  public boolean isAccount() {
    return !value.startsWith(DEVICE_PREFIX);
  }

  @Override
  public String toString() {
    return value;
  }
}
