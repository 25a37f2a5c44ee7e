package com.pantahub.metrics.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.io.IOException;
import java.lang.management.MemoryUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoRuntimeCollectorTest {

  private static final GoReading READING =
      new GoReading(
          new MemoryReading(
              new MemoryUsage(0, 300, 500, 1000), new MemoryUsage(0, 50, 80, -1), 70, 90, 44, 33),
          4000,
          11,
          15,
          new GcPauseSummary(7, 0.5, 1570454003.75, List.of(0.001, 0.002, 0.003, 0.004, 0.25)),
          10);

  private static final String JAVA_VERSION =
      "java" + System.getProperty("java.version").replaceAll("[^0-9.].*", "");

  private final GoRuntimeCollector collector = new GoRuntimeCollector(() -> READING);

  @Test
  void collect_oneReading_exactlyTheseLines() throws IOException {
    CollectorRegistry registry = new CollectorRegistry();
    registry.register(collector);

    assertThat(Exposition.of(registry).samples())
        .containsExactly(
            "go_gc_duration_seconds{quantile=\"0\",} 0.001",
            "go_gc_duration_seconds{quantile=\"0.25\",} 0.002",
            "go_gc_duration_seconds{quantile=\"0.5\",} 0.003",
            "go_gc_duration_seconds{quantile=\"0.75\",} 0.004",
            "go_gc_duration_seconds{quantile=\"1\",} 0.25",
            "go_gc_duration_seconds_sum 0.5",
            "go_gc_duration_seconds_count 7.0",
            "go_info{version=\"" + JAVA_VERSION + "\",} 1.0",
            "go_goroutines 11.0",
            "go_memstats_alloc_bytes 300.0",
            "go_memstats_alloc_bytes_total 4000.0",
            "go_memstats_buck_hash_sys_bytes 0.0",
            "go_memstats_frees_total NaN",
            "go_memstats_gc_cpu_fraction 0.05",
            "go_memstats_gc_sys_bytes 0.0",
            "go_memstats_heap_alloc_bytes 300.0",
            "go_memstats_heap_idle_bytes 700.0",
            "go_memstats_heap_inuse_bytes 300.0",
            "go_memstats_heap_objects NaN",
            "go_memstats_heap_released_bytes 500.0",
            "go_memstats_heap_sys_bytes 1000.0",
            "go_memstats_last_gc_time_seconds 1.57045400375E9",
            "go_memstats_lookups_total 0.0",
            "go_memstats_mallocs_total NaN",
            "go_memstats_mcache_inuse_bytes 0.0",
            "go_memstats_mcache_sys_bytes 0.0",
            "go_memstats_mspan_inuse_bytes 70.0",
            "go_memstats_mspan_sys_bytes 90.0",
            "go_memstats_next_gc_bytes 330.0",
            "go_memstats_other_sys_bytes 33.0",
            "go_memstats_stack_inuse_bytes 44.0",
            "go_memstats_stack_sys_bytes 44.0",
            "go_memstats_sys_bytes 1167.0",
            "go_threads 15.0");
  }

  @Test
  void describe_registryWhichComparesNames_acceptsAndReservesTheNamesAsServed() {
    CollectorRegistry registry = new CollectorRegistry(true);
    registry.register(collector);

    assertThat(collector.describe())
        .extracting(family -> family.name)
        .doesNotHaveDuplicates()
        .contains("go_memstats_alloc_bytes", "go_memstats_alloc_bytes_total");
    Counter.Builder clash = Counter.build("go_memstats_frees_total", "Taken.");
    assertThatThrownBy(() -> clash.register(registry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("go_memstats_frees_total");
  }

  @Test
  void describe_namesAndHelp_thoseOfCollect() {
    assertThat(collector.describe().stream().map(family -> family.help))
        .containsExactlyElementsOf(
            collector.collect().stream().map((MetricFamilySamples family) -> family.help).toList());
  }

  @Test
  void gcFraction_vmJustStarted_betweenZeroAndOne() {
    GcPauseSummary pauses = new GcPauseSummary(1, 0.2, 0, List.of());

    assertThat(new GoReading(READING.memory(), 0, 1, 1, pauses, 0).gcFraction()).isZero();
    assertThat(new GoReading(READING.memory(), 0, 1, 1, pauses, 0.1).gcFraction()).isEqualTo(1);
  }
}
