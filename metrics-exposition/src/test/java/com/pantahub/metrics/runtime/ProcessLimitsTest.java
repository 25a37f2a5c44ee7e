package com.pantahub.metrics.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLimitsTest {

  private final Path directory;

  ProcessLimitsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private String scrape(Path limits) throws IOException {
    CollectorRegistry registry = new CollectorRegistry();
    registry.register(new ProcessLimits(limits.toFile()));
    return Exposition.of(registry).text();
  }

  @Test
  void collect_unlimited_minusOne() throws IOException {
    Path limits =
        Files.writeString(
            directory.resolve("limits"),
            "Max address space         unlimited            unlimited            bytes\n");

    assertThat(scrape(limits))
        .isEqualTo(
            """
            # HELP process_virtual_memory_max_bytes Maximum amount of virtual memory available in bytes.
            # TYPE process_virtual_memory_max_bytes gauge
            process_virtual_memory_max_bytes -1.0
            """);
  }

  @Test
  void collect_noSuchFile_noFamily() throws IOException {
    assertThat(scrape(directory.resolve("limits"))).isEmpty();
  }
}
