package com.pantahub.server;

import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.store.InMemoryRegistryStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;

/**
 * The service on a port of its own, over an in-memory store, with the accounts of the demo.
 * Thread-safe.
 */
final class RunningService implements AutoCloseable {
  /** One key for all tests: making one takes long. */
  static final TokenKeys KEYS = TokenKeys.generate();

  private final Service service;
  private final PantahubServer server;

  private RunningService(Service service, PantahubServer server) {
    this.service = service;
    this.server = server;
  }

  static RunningService start() throws IOException {
    return start(Map.of());
  }

  static RunningService start(Map<Setting, String> options) throws IOException {
    return start(
        Configs.loopback(options, Map.of("PANTAHUB_SA_ADMIN_SECRET", "the-admin-secret")),
        new InMemoryRegistryStore(),
        InstantSource.system());
  }

  /** Starts the service over a store of the test's. */
  static RunningService start(ServerConfig config, RegistryStore store, InstantSource clock)
      throws IOException {
    RegistryStore withDemo = new DemoAccounts(store, clock.instant());
    Service service = new Service(config, withDemo, KEYS, clock);
    return new RunningService(
        service, PantahubServer.start(config, service.routes(), service.requestDurations()));
  }

  Routes routes() {
    return service.routes();
  }

  int port() {
    return server.port();
  }

  /** Sends requests as somebody who has not logged in. */
  ApiClient anonymous() {
    return new ApiClient(port());
  }

  /** Logs in, and sends requests with the token. */
  ApiClient as(String name) throws IOException {
    return anonymous().logIn(name, name);
  }

  @Override
  public void close() {
    server.close();
    service.close();
  }
}
