package com.pantahub.server;

import com.pantahub.registry.Account;
import com.pantahub.registry.Accounts;
import com.pantahub.registry.Email;
import com.pantahub.registry.Nick;
import com.pantahub.registry.RegistryException;
import com.pantahub.registry.Rfc3339;
import com.pantahub.registry.Secret;
import io.undertow.util.Methods;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is served at {@code /auth} beside logging in: the caller's own account, and signing up.
 * Thread-safe.
 */
final class AuthResource {
  private final Accounts accounts;
  private final boolean signUp;

  /**
   * Serves accounts.
   *
   * @param accounts the accounts
   * @param signUp whether anybody may make one
   */
  AuthResource(Accounts accounts, boolean signUp) {
    this.accounts = accounts;
    this.signUp = signUp;
  }

  List<Route> routes(Api api) {
    return List.of(
        api.route(Methods.GET, "/auth", Access.BEARER, this::get),
        api.route(Methods.GET, "/auth/accounts", Access.BEARER, this::list),
        api.route(Methods.POST, "/auth/accounts", Access.OPEN, this::create));
  }

  private ApiAnswer get(ApiRequest request) {
    return own(request)
        .map(account -> ApiAnswer.of(json(account)))
        .orElseThrow(() -> ApiException.notFound("A device has no account"));
  }

  private ApiAnswer list(ApiRequest request) {
    return ApiAnswer.of(own(request).map(AuthResource::json).stream().toList());
  }

  private Optional<Account> own(ApiRequest request) {
    return accounts.find(request.principal().prn());
  }

  private ApiAnswer create(ApiRequest request) {
    if (!signUp) {
      throw ApiException.forbidden("Signing up is closed on this server");
    }
    request.requireJsonType();
    JsonObject wanted = request.json();
    String email = required(wanted, "email", "Accounts must have an email address");
    String password = required(wanted, "password", "Accounts must have a password set");
    String nick = required(wanted, "nick", "Accounts must have a nick set");
    return ApiAnswer.of(
        json(
            acceptable(
                () ->
                    accounts.create(
                        new Email(email),
                        new Secret(password),
                        new Nick(nick),
                        Account.Role.USER))));
  }

  private static String required(JsonObject object, String name, String message) {
    return object.nonEmptyText(name).orElseThrow(() -> ApiException.preconditionFailed(message));
  }

  /** Makes an account; whatever is wrong with it is 412. */
  private static Account acceptable(Supplier<Account> account) {
    try {
      return account.get();
    } catch (RegistryException e) {
      throw switch (e.reason()) {
        case INVALID -> ApiException.preconditionFailed(String.valueOf(e.getMessage()));
        case CONFLICT -> ApiException.preconditionFailed("Email or Nick already in use");
        default -> e;
      };
    }
  }

  private static Map<String, Object> json(Account account) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", account.role().name());
    json.put("email", account.email().value());
    json.put("nick", account.nick().value());
    json.put("prn", account.prn().value());
    json.put("time-created", Rfc3339.format(account.times().created()));
    json.put("time-modified", Rfc3339.format(account.times().modified()));
    return json;
  }
}
