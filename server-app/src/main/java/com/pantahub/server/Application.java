package com.pantahub.server;

import com.pantahub.registry.RegistryStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running service: the store, the server and what it serves. Thread-safe. */
final class Application implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  private final RegistryStore store;
  private final Service service;
  private final PantahubServer server;

  private Application(RegistryStore store, Service service, PantahubServer server) {
    this.store = store;
    this.service = service;
    this.server = server;
  }

  /**
   * Starts everything.
   *
   * @throws IOException if the store cannot be opened, or the server cannot listen; its message
   *     says in one line why
   */
  static Application start(ServerConfig config) throws IOException {
    TokenKeys keys = keys(config);
    RegistryStore store = Stores.open(config.store());
    try {
      return start(config, keys, store, InstantSource.system());
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /**
   * Starts everything but the store.
   *
   * @param keys sign and verify tokens
   * @param store closed with the application
   * @param clock tells the time
   * @throws IOException if the server cannot listen; its message says in one line why
   */
  private static Application start(
      ServerConfig config, TokenKeys keys, RegistryStore store, InstantSource clock)
      throws IOException {
    RegistryStore shown = store;
    if (config.auth().keys().privateKey().isEmpty() && config.store().url().isPresent()) {
      LOG.warn(
          "only this server takes the tokens it issues; let all servers of a database have the"
              + " same {}",
          Setting.JWT_SECRET.variable());
    }
    if (config.auth().demo()) {
      LOG.warn(
          "the demo accounts user1, user2 and admin exist, and everybody knows their passwords");
      shown = new DemoAccounts(store, clock.instant());
    }
    Service service = new Service(config, shown, keys, clock);
    try {
      PantahubServer server =
          PantahubServer.start(config, service.routes(), service.requestDurations());
      return new Application(store, service, server);
    } catch (IOException e) {
      service.close();
      throw e;
    }
  }

  private static TokenKeys keys(ServerConfig config) throws IOException {
    ServerConfig.KeyConfig keys = config.auth().keys();
    Optional<HiddenText> privateKey = keys.privateKey();
    return privateKey.isPresent()
        ? TokenKeys.of(privateKey.get().value(), keys.publicKey().map(HiddenText::value))
        : TokenKeys.in(DataDirectory.open(config.store().dataDirectory()));
  }

  String url() {
    return server.url();
  }

  int port() {
    return server.port();
  }

  /** Answers the requests under way, then stops everything. */
  @Override
  public void close() {
    if (!drained()) {
      LOG.warn("cut requests that were not answered within {}", ServerConfig.DRAIN_TIMEOUT);
    }
    server.close();
    service.close();
    store.close();
  }

  private boolean drained() {
    try {
      return server.drain(ServerConfig.DRAIN_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
