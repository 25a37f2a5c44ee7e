package com.pantahub.server;

import com.pantahub.registry.Account;
import com.pantahub.registry.Caller;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Principal;
import com.pantahub.registry.Prn;
import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.store.InMemoryRegistryStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The service on a port of its own, over an in-memory store, with the accounts of the demo.
 * Thread-safe.
 */
final class RunningService implements AutoCloseable {
  /** One key for all tests: making one takes long. */
  static final TokenKeys KEYS = TokenKeys.generate();

  private final Service service;
  private final PantahubServer server;
  private final InstantSource clock;

  private RunningService(Service service, PantahubServer server, InstantSource clock) {
    this.service = service;
    this.server = server;
    this.clock = clock;
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
        service, PantahubServer.start(config, service.routes(), service.requestDurations()), clock);
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

  /** Sends requests as somebody of the demo, who has just logged in. */
  ApiClient as(String name) {
    return as(name, Set.of(Scope.ALL));
  }

  /** Sends requests as somebody of the demo who has asked for fewer scopes. */
  ApiClient as(String name, Set<Scope> scopes) {
    Nick nick = new Nick(name);
    Prn prn = Prn.builtInAccount(nick);
    Account.Role role = name.equals("admin") ? Account.Role.ADMIN : Account.Role.USER;
    Principal principal =
        new Principal(new Caller.User(prn), prn, nick, Optional.of(role), Optional.empty(), 0);
    return anonymous().withToken(new TokenIssuer(KEYS, clock).issue(principal, name, scopes));
  }

  @Override
  public void close() {
    server.close();
    service.close();
  }
}
