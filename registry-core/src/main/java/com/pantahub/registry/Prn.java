package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The full name of a thing, unique across services. Immutable.
 *
 * <p>A device is {@code prn:::devices:/<id>}, a join token {@code prn:::devices-tokens:/<id>}. An
 * account is {@code prn:::accounts:/<24 hex>}, or {@code prn:pantahub.com:auth:/<nick>} where it
 * comes with the server.
 *
 * @param value the name as it is written
 */
public record Prn(String value) {

  private static final String DEVICE_PREFIX = "prn:::devices:/";
  private static final String JOIN_TOKEN_PREFIX = "prn:::devices-tokens:/";
  private static final String ACCOUNT_PREFIX = "prn:::accounts:/";
  private static final String BUILT_IN_PREFIX = "prn:pantahub.com:auth:/";
  private static final Pattern SYNTAX =
      Pattern.compile(
          "prn:::(devices|devices-tokens|accounts):/[0-9a-f]{24}"
              + "|prn:pantahub\\.com:auth:/[A-Za-z0-9_\\-+%]{3,64}");

  /**
   * Checks the name.
   *
   * @param value the name as it is written
   * @throws RegistryException with {@link Reason#INVALID} if it names nothing that there is
   */
  public Prn {
    if (!SYNTAX.matcher(value).matches()) {
      throw new RegistryException(
          Reason.INVALID, "Not the prn of a device, a join token or an account");
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
   * Returns the full name of a join token.
   *
   * @param id the token
   * @return its prn
   */
  public static Prn of(JoinTokenId id) {
    return new Prn(JOIN_TOKEN_PREFIX + id.value());
  }

  /** Returns the full name of an account that the registry makes. */
  static Prn account(String id) {
    return new Prn(ACCOUNT_PREFIX + id);
  }

  /**
   * Returns the full name of an account that comes with the server.
   *
   * @param nick the account's nick
   * @return its prn
   */
  public static Prn builtInAccount(Nick nick) {
    return new Prn(BUILT_IN_PREFIX + nick.value());
  }

  /**
   * Returns the device this names.
   *
   * @return its id, or empty if this names something else
   */
  public Optional<DeviceId> deviceId() {
    return value.startsWith(DEVICE_PREFIX)
        ? Optional.of(new DeviceId(value.substring(DEVICE_PREFIX.length())))
        : Optional.empty();
  }

  /**
   * Tells whether this names an account, which can own devices.
   *
   * @return whether it does
   */
  public boolean isAccount() {
    return value.startsWith(ACCOUNT_PREFIX) || value.startsWith(BUILT_IN_PREFIX);
  }

  @Override
  public String toString() {
    return value;
  }
}
