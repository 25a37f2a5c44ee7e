package com.pantahub.server;

import com.pantahub.registry.DeviceStore;
import com.pantahub.registry.InMemoryDeviceStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running service: the server and what it serves, wired. Thread-safe. */
final class Application implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  private final PantahubServer server;
  private final MetricsResource metrics;

  private Application(PantahubServer server, MetricsResource metrics) {
    this.server = server;
    this.metrics = metrics;
  }

  /**
   * Starts everything.
   *
   * @throws IOException if the server cannot listen; its message says in one line why
   */
  static Application start(ServerConfig config) throws IOException {
    InstantSource clock = InstantSource.system();
    DeviceStore store = new InMemoryDeviceStore();
    RegistryCollector domain = new RegistryCollector(() -> store.fleetCounts(clock.instant()));
    MetricsResource metrics = new MetricsResource(config.scrape(), domain);
    try {
      PantahubServer server = PantahubServer.start(config, new Routes(List.of(metrics.route())));
      return new Application(server, metrics);
    } catch (IOException e) {
      metrics.close();
      throw e;
    }
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
    metrics.close();
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
