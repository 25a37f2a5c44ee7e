package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.registry.StoreFigures;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StoreCollectorTest {

  @Test
  void collect_figures_areTheGauges() {
    CollectorRegistry registry = new CollectorRegistry();
    registry.register(new StoreCollector(() -> new StoreFigures(3, 2, 1, OptionalLong.of(4096))));
    String[] state = {"state"};
    assertThat(
            registry.getSampleValue("pantahub_store_connections", state, new String[] {"active"}))
        .isEqualTo(3);
    assertThat(registry.getSampleValue("pantahub_store_connections", state, new String[] {"idle"}))
        .isEqualTo(2);
    assertThat(registry.getSampleValue("pantahub_store_pending_threads")).isEqualTo(1);
    assertThat(registry.getSampleValue("pantahub_store_size_bytes")).isEqualTo(4096);
  }

  @Test
  void collect_sizeUnknown_isAbsent() {
    Collector collector = new StoreCollector(() -> new StoreFigures(0, 0, 0, OptionalLong.empty()));
    assertThat(names(collector.collect()))
        .containsExactly("pantahub_store_connections", "pantahub_store_pending_threads");
  }

  @Test
  void describe_always_namesTheFamiliesWithoutAskingTheStore() {
    StoreCollector offline =
        new StoreCollector(
            () -> {
              throw new AssertionError("asked the store");
            });
    assertThat(names(offline.describe()))
        .containsExactly(
            "pantahub_store_connections",
            "pantahub_store_pending_threads",
            "pantahub_store_size_bytes");
  }

  private static List<String> names(List<Collector.MetricFamilySamples> families) {
    return families.stream().map(family -> family.name).toList();
  }
}
