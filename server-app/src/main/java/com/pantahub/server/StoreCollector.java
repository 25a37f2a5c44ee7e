package com.pantahub.server;

import com.pantahub.registry.StoreFigures;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Tells Prometheus about the store behind the registry. Thread-safe.
 *
 * <pre>
 * pantahub_store_connections{state="active|idle"}   gauge
 * pantahub_store_pending_threads                    gauge
 * pantahub_store_size_bytes                         gauge, where the store knows
 * </pre>
 */
final class StoreCollector extends Collector implements Collector.Describable {
  private static final StoreFigures NONE = new StoreFigures(0, 0, 0, OptionalLong.of(0));

  private final Supplier<StoreFigures> figures;

  /**
   * Makes the collector.
   *
   * @param figures tells how the store is; asked once per scrape
   */
  StoreCollector(Supplier<StoreFigures> figures) {
    this.figures = figures;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    return families(figures.get());
  }

  @Override
  public List<MetricFamilySamples> describe() {
    return families(NONE);
  }

  private static List<MetricFamilySamples> families(StoreFigures figures) {
    List<MetricFamilySamples> families = new ArrayList<>();
    families.add(
        new GaugeMetricFamily(
                "pantahub_store_connections",
                "Connections to the store's database, by whether they are in use.",
                List.of("state"))
            .addMetric(List.of("active"), figures.activeConnections())
            .addMetric(List.of("idle"), figures.idleConnections()));
    families.add(
        new GaugeMetricFamily(
            "pantahub_store_pending_threads",
            "Threads that wait for a connection to the store's database.",
            figures.pendingThreads()));
    figures
        .sizeBytes()
        .ifPresent(
            bytes ->
                families.add(
                    new GaugeMetricFamily(
                        "pantahub_store_size_bytes", "Size of the store's database.", bytes)));
    return families;
  }
}
