package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.registry.Caller;
import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceDraft;
import com.pantahub.registry.DeviceRegistry;
import com.pantahub.registry.FleetCounts;
import com.pantahub.registry.Prn;
import com.pantahub.registry.RegistryObserver.Operation;
import com.pantahub.registry.RegistryObserver.Outcome;
import com.pantahub.registry.bcrypt.BcryptPasswordHasher;
import com.pantahub.registry.store.InMemoryRegistryStore;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryCollectorTest {

  private static final FleetCounts FLEET = new FleetCounts(7, 2, 3, 4, 5, 6);

  @Test
  void collect_fleet_isTheGauges() {
    assertThat(lines(new RegistryCollector(() -> FLEET), "pantahub_registry_devices"))
        .containsExactly(
            "# HELP pantahub_registry_devices Devices in the registry, by whether they have an"
                + " owner.",
            "# TYPE pantahub_registry_devices gauge",
            "pantahub_registry_devices{state=\"claimed\"} 7.0",
            "pantahub_registry_devices{state=\"unclaimed\"} 2.0",
            "# HELP pantahub_registry_devices_public Devices in the registry that their owner has"
                + " made public.",
            "# TYPE pantahub_registry_devices_public gauge",
            "pantahub_registry_devices_public 3.0",
            "# HELP pantahub_registry_devices_seen Devices in the registry that were seen within a"
                + " span of time up to now, to 10 seconds. The longer spans include the shorter.",
            "# TYPE pantahub_registry_devices_seen gauge",
            "pantahub_registry_devices_seen{within=\"5m\"} 4.0",
            "pantahub_registry_devices_seen{within=\"1h\"} 5.0",
            "pantahub_registry_devices_seen{within=\"24h\"} 6.0");
  }

  @ParameterizedTest
  @CsvSource({
    "register, success error invalid conflict too_large",
    "claim, success error not_found forbidden conflict",
    "find, success error not_found",
    "list, success error invalid",
    "update, success error not_found forbidden conflict precondition_failed too_large",
    "delete, success error not_found precondition_failed",
    "seen, success error not_found",
    "log_in, success error unauthenticated",
    "create_join_token, success error forbidden too_large",
    "list_join_tokens, success error forbidden",
    "disable_join_token, success error forbidden not_found",
    "create_account, success error conflict",
    "update_account, success error not_found"
  })
  void collect_beforeAnyUseCase_hasEveryOutcomeAtZero(String operation, String outcomes) {
    assertThat(lines(new RegistryCollector(() -> FLEET), "pantahub_registry_operations"))
        .filteredOn(line -> line.contains("operation=\"" + operation + "\""))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(outcomes.split(" ", -1))
                .map(outcome -> operations(operation, outcome))
                .toList());
  }

  @Test
  void collect_afterUseCases_countsAndTimesThem() {
    RegistryCollector collector = new RegistryCollector(() -> FLEET);
    collector.observe(Operation.FIND, Outcome.SUCCESS, 100_000);
    collector.observe(Operation.FIND, Outcome.SUCCESS, 3_000_000);
    collector.observe(Operation.FIND, Outcome.ERROR, 4_000_000_000L);

    assertThat(lines(collector, "pantahub_registry_operations"))
        .contains(
            "pantahub_registry_operations_total{operation=\"find\",outcome=\"success\"} 2.0",
            "pantahub_registry_operations_total{operation=\"find\",outcome=\"error\"} 1.0");
    assertThat(lines(collector, "pantahub_registry_operation_duration"))
        .startsWith(
            "# HELP pantahub_registry_operation_duration_seconds Time that a use case of the device"
                + " registry took, however it ended.",
            "# TYPE pantahub_registry_operation_duration_seconds histogram")
        .containsSubsequence(
            bucket("find", "1.0E-4") + "1.0",
            bucket("find", "5.0E-4") + "1.0",
            bucket("find", "0.001") + "1.0",
            bucket("find", "0.0025") + "1.0",
            bucket("find", "0.005") + "2.0",
            bucket("find", "0.01") + "2.0",
            bucket("find", "0.025") + "2.0",
            bucket("find", "0.05") + "2.0",
            bucket("find", "0.1") + "2.0",
            bucket("find", "0.25") + "2.0",
            bucket("find", "0.5") + "2.0",
            bucket("find", "1.0") + "2.0",
            bucket("find", "2.5") + "2.0",
            bucket("find", "+Inf") + "3.0",
            "pantahub_registry_operation_duration_seconds_count{operation=\"find\"} 3.0",
            "pantahub_registry_operation_duration_seconds_sum{operation=\"find\"} 4.0031")
        .contains("pantahub_registry_operation_duration_seconds_count{operation=\"claim\"} 0.0");
  }

  @Test
  void collect_storeFails_gaugesAreNaNAndOperationsGoOn() {
    RegistryCollector collector =
        new RegistryCollector(
            () -> {
              throw new IllegalStateException("no connection");
            });
    collector.observe(Operation.LIST, Outcome.ERROR, 1);

    assertThat(lines(collector, "pantahub_registry_"))
        .contains(
            "pantahub_registry_devices{state=\"claimed\"} NaN",
            "pantahub_registry_devices{state=\"unclaimed\"} NaN",
            "pantahub_registry_devices_public NaN",
            "pantahub_registry_devices_seen{within=\"5m\"} NaN",
            "pantahub_registry_operations_total{operation=\"list\",outcome=\"error\"} 1.0");
  }

  @Test
  void collect_realRegistry_followsIt() {
    InMemoryRegistryStore store = new InMemoryRegistryStore();
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    RegistryCollector collector =
        new RegistryCollector(() -> store.devices().fleetCounts(clock.instant()));
    DeviceRegistry registry =
        DeviceRegistry.builder(
                store,
                new BcryptPasswordHasher(BcryptPasswordHasher.DEFAULT_COST, new SecureRandom()))
            .clock(clock)
            .observer(collector)
            .build();
    Caller owner = new Caller.User(new Prn("prn:pantahub.com:auth:/user1"));
    Device device = registry.register(owner, DeviceDraft.EMPTY).device();
    registry.register(new Caller.Anonymous(), DeviceDraft.EMPTY);
    registry.publish(owner, device.id());
    registry.seen(new Caller.DeviceCaller(device.id()));

    assertThat(lines(collector, "pantahub_registry_"))
        .contains(
            "pantahub_registry_devices{state=\"claimed\"} 1.0",
            "pantahub_registry_devices{state=\"unclaimed\"} 1.0",
            "pantahub_registry_devices_public 1.0",
            "pantahub_registry_devices_seen{within=\"5m\"} 1.0",
            "pantahub_registry_operations_total{operation=\"register\",outcome=\"success\"} 2.0",
            "pantahub_registry_operation_duration_seconds_count{operation=\"register\"} 2.0");
  }

  @Test
  void describe_always_namesTheCollectedFamiliesWithoutAskingTheStore() {
    RegistryCollector collector = new RegistryCollector(() -> FLEET);
    RegistryCollector offline =
        new RegistryCollector(
            () -> {
              throw new AssertionError("asked the store");
            });

    assertThat(offline.describe())
        .extracting(family -> family.name)
        .containsExactlyElementsOf(collector.collect().stream().map(f -> f.name).toList());
  }

  @Test
  void register_withCollectorRegistry_findsSamplesByName() {
    CollectorRegistry registry = new CollectorRegistry();
    registry.register(new RegistryCollector(() -> FLEET));

    assertThat(registry.getSampleValue("pantahub_registry_devices_public")).isEqualTo(3.0);
  }

  private static String operations(String operation, String outcome) {
    return "pantahub_registry_operations_total{operation=\"%s\",outcome=\"%s\"} 0.0"
        .formatted(operation, outcome);
  }

  private static String bucket(String operation, String le) {
    return "pantahub_registry_operation_duration_seconds_bucket{operation=\"%s\",le=\"%s\"} "
        .formatted(operation, le);
  }

  /** Returns the families of that prefix as lines, less the times of creation. */
  private static List<String> lines(Collector collector, String prefix) {
    List<String> lines = new ArrayList<>();
    for (Collector.MetricFamilySamples family : collector.collect()) {
      if (family.name.startsWith(prefix)) {
        lines.add("# HELP " + family.name + " " + family.help);
        lines.add("# TYPE " + family.name + " " + family.type.name().toLowerCase(Locale.ROOT));
        family.samples.stream()
            .filter(sample -> !sample.name.endsWith("_created"))
            .map(RegistryCollectorTest::line)
            .forEach(lines::add);
      }
    }
    return lines;
  }

  private static String line(Collector.MetricFamilySamples.Sample sample) {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < sample.labelNames.size(); i++) {
      labels.add(sample.labelNames.get(i) + "=\"" + sample.labelValues.get(i) + "\"");
    }
    String set = labels.isEmpty() ? "" : "{" + String.join(",", labels) + "}";
    return sample.name + set + " " + Collector.doubleToGoString(sample.value);
  }
}
