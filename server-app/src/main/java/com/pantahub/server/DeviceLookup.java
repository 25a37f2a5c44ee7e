package com.pantahub.server;

import com.pantahub.registry.Account;
import com.pantahub.registry.Caller;
import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceId;
import com.pantahub.registry.DeviceRegistry;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Prn;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds what paths and queries name: devices by id or nick, owners by prn or nick. Thread-safe.
 *
 * <p>24 hexadecimal digits are an id, anything else is a nick.
 */
final class DeviceLookup {
  private static final String NO_SUCH_DEVICE = "No such device";
  private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{24}");

  private final DeviceRegistry registry;

  DeviceLookup(DeviceRegistry registry) {
    this.registry = registry;
  }

  /**
   * Reads the id in a path.
   *
   * @throws ApiException 400 if it is none
   */
  static DeviceId id(ApiRequest request) {
    String text = request.path("device");
    if (!ID.matcher(text).matches()) {
      throw ApiException.badRequest("The id of a device is 24 hexadecimal digits");
    }
    return new DeviceId(text.toLowerCase(Locale.ROOT));
  }

  /** Finds the device whose id or nick stands in the path. */
  Device byIdOrNick(ApiRequest request) {
    String text = request.path("device");
    if (ID.matcher(text).matches()) {
      return registry.find(request.caller(), id(request));
    }
    Nick nick = new Nick(text);
    Optional<Prn> asked = owner(request.query());
    if (asked.isEmpty() && request.caller() instanceof Caller.DeviceCaller self) {
      Device own = registry.find(self, self.id());
      if (own.nick().equals(nick)) {
        return own;
      }
    }
    Prn owner =
        asked
            .or(() -> ownNamespace(request))
            .orElseThrow(() -> ApiException.notFound(NO_SUCH_DEVICE));
    return registry.find(request.caller(), owner, nick);
  }

  /** Returns the id of the device whose id or nick stands in the path. */
  DeviceId idOfIdOrNick(ApiRequest request) {
    return ID.matcher(request.path("device")).matches() ? id(request) : byIdOrNick(request).id();
  }

  /** Finds the device whose owner's and own nick stand in the path. */
  Device byNicks(ApiRequest request) {
    Prn owner = owner(new Nick(request.path("owner")));
    return registry.find(request.caller(), owner, new Nick(request.path("device")));
  }

  /** Returns the owner that a query asks for. */
  Optional<Prn> owner(QueryParameters query) {
    Optional<Prn> byPrn =
        query.value("owner").filter(DeviceFilters::isPlain).map(DeviceLookup::account);
    return byPrn.isPresent() ? byPrn : query.value("owner-nick").map(nick -> owner(new Nick(nick)));
  }

  /** Returns the nick of a device's owner. */
  Optional<Nick> ownerNick(Device device) {
    return device.owner().flatMap(registry.accounts()::find).map(Account::nick);
  }

  private Prn owner(Nick nick) {
    return registry
        .accounts()
        .findByNick(nick)
        .map(Account::prn)
        .orElseThrow(() -> ApiException.notFound(NO_SUCH_DEVICE));
  }

  private static Prn account(String text) {
    Prn prn = new Prn(text);
    if (!prn.isAccount()) {
      throw ApiException.badRequest("owner must be the prn of an account");
    }
    return prn;
  }

  /** Returns the owner among whose devices a nick is looked for first. */
  private static Optional<Prn> ownNamespace(ApiRequest request) {
    return request.caller() instanceof Caller.User user
        ? Optional.of(user.account())
        : request.principal().owner();
  }
}
