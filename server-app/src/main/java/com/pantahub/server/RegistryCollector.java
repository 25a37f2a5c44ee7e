package com.pantahub.server;

import com.pantahub.registry.FleetCounts;
import com.pantahub.registry.RegistryObserver;
import io.prometheus.client.Collector;
import io.prometheus.client.Counter;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Prometheus about the device registry: the size of the fleet, and how use cases end.
 * Thread-safe.
 *
 * <pre>
 * pantahub_registry_devices{state="claimed|unclaimed"}                gauge
 * pantahub_registry_devices_public                                    gauge
 * pantahub_registry_devices_seen{within="5m|1h|24h"}                  gauge
 * pantahub_registry_operations_total{operation="...",outcome="..."}   counter
 * pantahub_registry_operation_duration_seconds{operation="..."}       histogram
 * </pre>
 *
 * <p>Labels are bounded, and every series that can ever be is there from the start. While the store
 * does not answer, the gauges are NaN; the rest goes on, since it is what tells of the trouble.
 */
final class RegistryCollector extends Collector implements Collector.Describable, RegistryObserver {

  private static final Logger LOGGER = LoggerFactory.getLogger(RegistryCollector.class);
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Counter operations =
      Counter.build(
              "pantahub_registry_operations_total",
              "Use cases of the device registry that have ended, by how they ended.")
          .labelNames("operation", "outcome")
          .create();
  private final Histogram durations =
      Histogram.build(
              "pantahub_registry_operation_duration_seconds",
              "Time that a use case of the device registry took, however it ended.")
          .labelNames("operation")
          .buckets(.0001, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5)
          .create();
  private final Supplier<FleetCounts> fleet;

  /**
   * Makes the collector.
   *
   * @param fleet tells the size of the fleet; asked once per scrape
   */
  RegistryCollector(Supplier<FleetCounts> fleet) {
    this.fleet = fleet;
    for (Operation operation : Operation.values()) {
      durations.labels(label(operation));
      for (Outcome outcome : operation.outcomes()) {
        operations.labels(label(operation), label(outcome));
      }
    }
  }

  @Override
  public void observe(Operation operation, Outcome outcome, long elapsedNanos) {
    operations.labels(label(operation), label(outcome)).inc();
    durations.labels(label(operation)).observe(elapsedNanos / NANOS_PER_SECOND);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    List<MetricFamilySamples> families = new ArrayList<>(gauges(fleetCounts()));
    families.addAll(operations.collect());
    families.addAll(durations.collect());
    return families;
  }

  @Override
  public List<MetricFamilySamples> describe() {
    List<MetricFamilySamples> families = new ArrayList<>(gauges(Optional.empty()));
    families.addAll(operations.describe());
    families.addAll(durations.describe());
    return families;
  }

  private Optional<FleetCounts> fleetCounts() {
    try {
      return Optional.of(fleet.get());
    } catch (RuntimeException e) {
      LOGGER.warn("The registry's store does not tell the size of the fleet: {}", e.toString());
      return Optional.empty();
    }
  }

  private static List<MetricFamilySamples> gauges(Optional<FleetCounts> counts) {
    return List.of(
        new GaugeMetricFamily(
                "pantahub_registry_devices",
                "Devices in the registry, by whether they have an owner.",
                List.of("state"))
            .addMetric(List.of("claimed"), figure(counts, FleetCounts::claimed))
            .addMetric(List.of("unclaimed"), figure(counts, FleetCounts::unclaimed)),
        new GaugeMetricFamily(
            "pantahub_registry_devices_public",
            "Devices in the registry that their owner has made public.",
            figure(counts, FleetCounts::publicDevices)),
        new GaugeMetricFamily(
                "pantahub_registry_devices_seen",
                "Devices in the registry that were seen within a span of time up to now, to "
                    + FleetCounts.SEEN_RESOLUTION_SECONDS
                    + " seconds. The longer spans include the shorter.",
                List.of("within"))
            .addMetric(List.of("5m"), figure(counts, FleetCounts::seenWithin5Minutes))
            .addMetric(List.of("1h"), figure(counts, FleetCounts::seenWithin1Hour))
            .addMetric(List.of("24h"), figure(counts, FleetCounts::seenWithin24Hours)));
  }

  private static double figure(Optional<FleetCounts> counts, ToDoubleFunction<FleetCounts> figure) {
    return counts.isPresent() ? figure.applyAsDouble(counts.get()) : Double.NaN;
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
