package com.pantahub.server;

import com.pantahub.registry.DeviceRegistry;
import com.pantahub.registry.PasswordHasher;
import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.bcrypt.BcryptPasswordHasher;
import io.prometheus.client.Histogram;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The registry and all that serves it, wired. Thread-safe. */
final class Service implements AutoCloseable {
  private final MetricsResource metrics;
  private final Histogram requestDurations = RequestMetrics.histogram();
  private final Routes routes;

  /**
   * Wires the service.
   *
   * @param config how to serve
   * @param store keeps everything; not closed with this
   * @param keys sign and verify tokens
   * @param clock tells the time
   */
  Service(ServerConfig config, RegistryStore store, TokenKeys keys, InstantSource clock) {
    SecureRandom random = new SecureRandom();
    RegistryCollector observer =
        new RegistryCollector(() -> store.devices().fleetCounts(clock.instant()));
    LoginMetrics logins = new LoginMetrics();
    DeviceRegistry registry =
        DeviceRegistry.builder(store, hasher(random))
            .clock(clock)
            .random(random)
            .observer(observer)
            .build();
    metrics =
        new MetricsResource(
            config.scrape(),
            List.of(
                observer,
                new StoreCollector(store::figures),
                logins.collector(),
                requestDurations));
    Authentication authentication =
        new Authentication(
            new TokenVerifier(keys, clock),
            registry.authenticator(),
            config.auth().administrationSecret());
    Api api = new Api(authentication, new ErrorAnswers(config.auth().url(), random));
    TokenIssuer issuer = new TokenIssuer(keys, clock);
    List<Route> rows = new ArrayList<>();
    rows.add(metrics.route());
    rows.addAll(new LoginResource(registry.authenticator(), issuer, logins, clock).routes(api));
    rows.addAll(new AuthResource(registry.accounts(), config.auth().signUp()).routes(api));
    rows.addAll(new DeviceListResource(registry).routes(api));
    rows.addAll(new DevicesResource(registry).routes(api));
    rows.addAll(new MetadataResource(registry).routes(api));
    rows.addAll(new JoinTokensResource(registry.joinTokens()).routes(api));
    rows.addAll(new HealthResource(store, clock.instant()).routes(api));
    rows.add(new OpenApiResource().route());
    routes = new Routes(rows, Optional.of(api));
  }

  /** Makes a registry that is not served. */
  static DeviceRegistry registry(RegistryStore store) {
    SecureRandom random = new SecureRandom();
    return DeviceRegistry.builder(store, hasher(random)).random(random).build();
  }

  private static PasswordHasher hasher(SecureRandom random) {
    return new BcryptPasswordHasher(BcryptPasswordHasher.DEFAULT_COST, random);
  }

  Routes routes() {
    return routes;
  }

  /** Where the server notes how long requests take. */
  Histogram requestDurations() {
    return requestDurations;
  }

  @Override
  public void close() {
    metrics.close();
  }
}
