package com.pantahub.server;

import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.Rfc3339;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is served at {@code /healthz}, {@code /livez} and {@code /readyz}: whether the service can
 * work. Thread-safe.
 */
final class HealthResource {
  private static final Map<String, String> OK = Map.of("status", "OK");

  private final RegistryStore store;
  private final Instant started;

  /**
   * Serves the health of this process.
   *
   * @param store what the service cannot work without
   * @param started when the process was started
   */
  HealthResource(RegistryStore store, Instant started) {
    this.store = store;
    this.started = started;
  }

  List<Route> routes(Api api) {
    return List.of(
        api.route(Methods.GET, "/healthz", Access.ADMINISTRATION, this::health),
        api.route(Methods.GET, "/livez", Access.OPEN, request -> ApiAnswer.of(OK)),
        api.route(Methods.GET, "/readyz", Access.OPEN, this::ready));
  }

  private ApiAnswer health(ApiRequest request) {
    long startNanos = System.nanoTime();
    try {
      store.ping();
    } catch (RuntimeException e) {
      throw new IllegalStateException("the store does not answer", e);
    }
    Map<String, Object> health = new LinkedHashMap<>();
    health.put("code", 0);
    health.put("duration", System.nanoTime() - startNanos);
    health.put("start-time", Rfc3339.format(started));
    return ApiAnswer.of(health);
  }

  private ApiAnswer ready(ApiRequest request) {
    try {
      store.ping();
    } catch (RuntimeException e) {
      throw ApiException.of(
          StatusCodes.SERVICE_UNAVAILABLE, StatusCodes.SERVICE_UNAVAILABLE_STRING);
    }
    return ApiAnswer.of(OK);
  }
}
