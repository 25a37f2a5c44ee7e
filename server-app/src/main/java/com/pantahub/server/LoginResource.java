package com.pantahub.server;

import com.pantahub.registry.Authenticator;
import com.pantahub.registry.Principal;
import com.pantahub.registry.RegistryException;
import com.pantahub.server.LoginMetrics.Kind;
import com.pantahub.server.LoginMetrics.Outcome;
import io.undertow.util.Methods;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is served at {@code /auth/login}: tokens for passwords, and for tokens. Thread-safe. */
final class LoginResource {
  /** How long a token may be refreshed after the password was shown. */
  static final Duration REFRESH_LIMIT = Duration.ofHours(24);

  private static final String DEVICE_NAME_PREFIX = "prn:::devices:";

  private final Authenticator authenticator;
  private final TokenIssuer issuer;
  private final LoginThrottle throttle;
  private final LoginMetrics metrics;
  private final InstantSource clock;

  LoginResource(
      Authenticator authenticator, TokenIssuer issuer, LoginMetrics metrics, InstantSource clock) {
    this.authenticator = authenticator;
    this.issuer = issuer;
    this.throttle = new LoginThrottle(clock);
    this.metrics = metrics;
    this.clock = clock;
  }

  List<Route> routes(Api api) {
    return List.of(
        api.route(Methods.POST, "/auth/login", Access.OPEN, this::logIn),
        api.route(Methods.GET, "/auth/login", Access.BEARER, this::refresh),
        api.route(Methods.GET, "/auth/auth_status", Access.BEARER, LoginResource::claims));
  }

  /** Answers what the caller's token says. */
  static ApiAnswer claims(ApiRequest request) {
    return ApiAnswer.of(request.identity().claims().all());
  }

  private ApiAnswer logIn(ApiRequest request) {
    request.requireUserAgent();
    request.requireJsonType();
    JsonObject login = request.json();
    String name = login.text("username").orElse("");
    String password = login.text("password").orElse("");
    Set<Scope> scopes = scopes(login.text("scope").orElse(""));
    Kind kind = name.startsWith(DEVICE_NAME_PREFIX) ? Kind.DEVICE : Kind.USER;
    throttle
        .delay(name, request.peerAddress())
        .ifPresent(
            delay -> {
              metrics.count(kind, Outcome.THROTTLED);
              throw ApiException.tooManyAttempts(delay);
            });
    try {
      Principal principal = authenticator.logIn(name, password);
      String token = issuer.issue(principal, name, scopes);
      metrics.count(kind, Outcome.SUCCESS);
      return token(token);
    } catch (RegistryException wrong) {
      metrics.count(kind, Outcome.FAILURE);
      throttle.failed(name, request.peerAddress());
      throw wrong;
    }
  }

  private ApiAnswer refresh(ApiRequest request) {
    Identity identity = request.identity();
    if (!clock.instant().isBefore(identity.claims().loggedIn().plus(REFRESH_LIMIT))) {
      throw ApiException.notAuthorized();
    }
    return token(issuer.refresh(identity.principal(), identity.claims()));
  }

  private static ApiAnswer token(String token) {
    return ApiAnswer.of(Map.of("token", token));
  }

  private static Set<Scope> scopes(String text) {
    return text.isBlank()
        ? Set.of(Scope.ALL)
        : Scope.parse(text)
            .orElseThrow(() -> ApiException.badRequest("scope has a name that is no scope"));
  }
}
