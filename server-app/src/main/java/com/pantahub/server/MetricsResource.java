package com.pantahub.server;

import com.pantahub.metrics.http.UndertowScrapeHandler;
import com.pantahub.metrics.runtime.RuntimeMetrics;
import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.source.CollectorRegistrySource;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.undertow.util.Methods;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is served at {@code /metrics}: the metrics of this process. Thread-safe. */
final class MetricsResource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsResource.class);

  private final RuntimeMetrics runtime;
  private final ScrapeEndpoint endpoint;

  /**
   * Gathers what is to be served.
   *
   * @param config how to serve it
   * @param service what the service itself has to tell
   */
  MetricsResource(ServerConfig.ScrapeConfig config, List<Collector> service) {
    CollectorRegistry registry = new CollectorRegistry();
    service.forEach(registry::register);
    runtime = RuntimeMetrics.register(registry, groups(config));
    endpoint =
        ScrapeEndpoint.builder()
            .source(CollectorRegistrySource.of(registry))
            .errorMode(config.errorMode())
            .errorLog(LOG::warn)
            .maxInFlight(config.maxInFlight())
            .timeout(config.timeout())
            .coalescing(true)
            .openMetrics(config.openMetrics())
            .build();
  }

  private static Set<RuntimeMetrics.Group> groups(ServerConfig.ScrapeConfig config) {
    Set<RuntimeMetrics.Group> groups = EnumSet.allOf(RuntimeMetrics.Group.class);
    if (!config.goMetrics()) {
      groups.remove(RuntimeMetrics.Group.GO);
    }
    return groups;
  }

  Route route() {
    return Route.open(
        List.of(Methods.GET, Methods.HEAD), "/metrics", new UndertowScrapeHandler(endpoint));
  }

  @Override
  public void close() {
    endpoint.close();
    runtime.close();
  }
}
