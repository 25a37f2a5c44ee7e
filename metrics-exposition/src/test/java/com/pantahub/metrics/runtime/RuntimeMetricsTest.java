package com.pantahub.metrics.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pantahub.metrics.runtime.RuntimeMetrics.Group;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.GarbageCollectorMXBean;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeMetricsTest {

  private final CollectorRegistry registry = new CollectorRegistry();

  /** The documented families: name, type and help, separated by tabs. */
  private static List<String> documentedFamilies() throws IOException {
    try (InputStream in = RuntimeMetricsTest.class.getResourceAsStream("families.tsv")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("promhttp_"))
          .toList();
    }
  }

  private static boolean isGoOrProcess(String family) {
    return family.startsWith("go_") || family.startsWith("process_");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @EnabledOnOs(OS.LINUX)
  void register_allGroups_exactlyTheDocumentedGoAndProcessFamilies(boolean autoDescribe)
      throws IOException {
    CollectorRegistry registry = new CollectorRegistry(autoDescribe);
    try (RuntimeMetrics metrics = RuntimeMetrics.register(registry)) {
      assertThat(metrics).isNotNull();
      assertThat(Exposition.of(registry).families())
          .filteredOn(RuntimeMetricsTest::isGoOrProcess)
          .containsExactlyInAnyOrderElementsOf(documentedFamilies());
    }
  }

  @Test
  void register_jvm_everyHotspotFamilyAndNoOther() throws IOException {
    try (RuntimeMetrics metrics = RuntimeMetrics.register(registry, Set.of(Group.JVM))) {
      assertThat(metrics).isNotNull();
      assertThat(Exposition.of(registry).families())
          .map(family -> family.substring(0, family.indexOf('\t')))
          .allMatch(name -> name.startsWith("jvm_"))
          .doesNotHaveDuplicates()
          .contains(
              "jvm_memory_bytes_used",
              "jvm_memory_pool_bytes_used",
              "jvm_memory_pool_allocated_bytes_total",
              "jvm_buffer_pool_used_bytes",
              "jvm_gc_collection_seconds",
              "jvm_threads_current",
              "jvm_threads_deadlocked",
              "jvm_threads_state",
              "jvm_classes_currently_loaded",
              "jvm_info");
    }
  }

  @Test
  void register_withoutGo_noGoFamily() throws IOException {
    try (RuntimeMetrics metrics =
        RuntimeMetrics.register(registry, EnumSet.complementOf(EnumSet.of(Group.GO)))) {
      assertThat(metrics).isNotNull();
      assertThat(Exposition.of(registry).text())
          .doesNotContain("go_")
          .contains("\njvm_", "\nprocess_");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void register_again_refusedAndTheFirstStays() throws IOException {
    try (RuntimeMetrics metrics = RuntimeMetrics.register(registry)) {
      assertThat(metrics).isNotNull();
      assertThatThrownBy(() -> RuntimeMetrics.register(registry))
          .isInstanceOf(IllegalArgumentException.class);

      assertThat(Exposition.of(registry).families())
          .filteredOn(RuntimeMetricsTest::isGoOrProcess)
          .containsExactlyInAnyOrderElementsOf(documentedFamilies());
    }
  }

  @Test
  void register_otherRegistry_eachHasItsOwn() throws IOException {
    CollectorRegistry other = new CollectorRegistry();
    RuntimeMetrics metrics = RuntimeMetrics.register(registry);
    try (RuntimeMetrics otherMetrics = RuntimeMetrics.register(other)) {
      assertThat(otherMetrics).isNotNull();
      metrics.close();

      assertThat(Exposition.of(registry).text()).isEmpty();
      assertThat(Exposition.of(other).text()).contains("\ngo_", "\njvm_", "\nprocess_");
    }
  }

  @Test
  void close_registered_leavesNothing() throws IOException {
    List<FakeGcBean> collectors = fakeCollectors();
    RuntimeMetrics metrics = register(registry, collectors);
    assertThat(collectors).extracting(FakeGcBean::listeners).containsExactly(2, 2);

    metrics.close();

    assertThat(Collections.list(registry.metricFamilySamples())).isEmpty();
    assertThat(collectors).extracting(FakeGcBean::listeners).containsExactly(0, 0);
    register(registry, collectors).close();
  }

  @Test
  void close_again_doesNothing() throws IOException {
    RuntimeMetrics metrics = RuntimeMetrics.register(registry);
    metrics.close();
    try (RuntimeMetrics next = RuntimeMetrics.register(registry)) {
      assertThat(next).isNotNull();
      metrics.close();

      assertThat(Exposition.of(registry).text()).contains("\ngo_", "\njvm_", "\nprocess_");
    }
  }

  @Test
  void close_registryClearedBefore_endsTheListening() {
    List<FakeGcBean> collectors = fakeCollectors();
    RuntimeMetrics metrics = register(registry, collectors);
    registry.clear();

    metrics.close();

    assertThat(collectors).extracting(FakeGcBean::listeners).containsExactly(0, 0);
  }

  @Test
  void register_nameTaken_registryAndCollectorsAsBefore() {
    CollectorRegistry strict = new CollectorRegistry(true);
    Gauge taken = Gauge.build("process_open_fds", "Taken.").register(strict);
    List<FakeGcBean> collectors = fakeCollectors();

    assertThatThrownBy(() -> register(strict, collectors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("process_open_fds");

    assertThat(Collections.list(strict.metricFamilySamples()))
        .usingRecursiveComparison()
        .isEqualTo(taken.collect());
    assertThat(collectors).extracting(FakeGcBean::listeners).containsExactly(0, 0);
  }

  private static List<FakeGcBean> fakeCollectors() {
    return List.of(new FakeGcBean("Copy", 3, 12), new FakeGcBean("MarkSweepCompact", 1, 30));
  }

  private static RuntimeMetrics register(CollectorRegistry registry, List<FakeGcBean> collectors) {
    return RuntimeMetrics.register(
        registry,
        EnumSet.allOf(Group.class),
        List.<GarbageCollectorMXBean>copyOf(collectors),
        InstantSource.system());
  }
}
