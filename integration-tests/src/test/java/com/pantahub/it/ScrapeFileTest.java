package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pantahub.metrics.scrape.ScrapeFile;
import com.pantahub.metrics.source.CollectorRegistrySource;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.prometheus.client.GaugeMetricFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScrapeFileTest {

  private static final int WRITES = 100;
  private static final int SERIES = 20_000;

  @TempDir Path directory;

  private final CollectorRegistry registry = new CollectorRegistry();
  private final Gauge progress = Gauge.build("progress_ratio", "Done.").register(registry);
  private Path path;
  private ScrapeFile file;

  @BeforeEach
  void open() {
    path = directory.resolve("batch.prom");
    file = new ScrapeFile(path, CollectorRegistrySource.of(registry));
  }

  @Test
  void write_again_replacesTheContent() throws Exception {
    file.write();
    progress.set(0.5);
    file.write();

    assertThat(path)
        .hasContent("# HELP progress_ratio Done.\n# TYPE progress_ratio gauge\nprogress_ratio 0.5");
    assertThat(files()).containsExactly(path);
  }

  @Test
  void write_always_isReadableByAll() throws Exception {
    file.write();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void write_failingCollector_leavesTheFileAsItWas() throws Exception {
    file.write();
    byte[] before = Files.readAllBytes(path);
    progress.set(1);
    registry.register(new FailingCollector());

    assertThatThrownBy(file::write)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(path.toString(), "out of order");
    assertThat(path).hasBinaryContent(before);
    assertThat(files()).containsExactly(path);
  }

  @Test
  void write_failingCollectorAtFirst_leavesNoFile() throws Exception {
    registry.register(new FailingCollector());

    assertThatThrownBy(file::write).isInstanceOf(IOException.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void write_directoryMissing_fails() {
    ScrapeFile nowhere =
        new ScrapeFile(
            directory.resolve("missing").resolve("batch.prom"),
            CollectorRegistrySource.of(registry));

    assertThatThrownBy(nowhere::write).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void write_placeTakenByADirectory_leavesNoTemporaryFile() throws Exception {
    Files.createDirectories(path.resolve("taken"));

    assertThatThrownBy(file::write).isInstanceOf(IOException.class);
    assertThat(files()).containsExactly(path);
  }

  @Test
  void read_whileWritten_seesOneWriteOnly() throws Exception {
    new GenerationCollector().register(registry);
    file.write();
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      Future<?> written =
          writer.submit(
              () -> {
                for (int i = 0; i < WRITES; i++) {
                  file.write();
                }
                return null;
              });
      do {
        assertThat(generations(Files.readAllLines(path))).hasSize(1);
      } while (!written.isDone());
      written.get();
    } finally {
      writer.shutdownNow();
    }
    assertThat(generations(Files.readAllLines(path))).containsExactly("" + (WRITES + 1));
    assertThat(files()).containsExactly(path);
  }

  private static Set<String> generations(List<String> lines) {
    List<String> samples = lines.stream().filter(line -> line.startsWith("generation{")).toList();
    assertThat(samples).hasSize(SERIES);
    return samples.stream()
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .collect(Collectors.toSet());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  /** Says in every sample how often it has been collected. */
  private static final class GenerationCollector extends Collector
      implements Collector.Describable {
    private final AtomicInteger collected = new AtomicInteger();

    @Override
    public List<MetricFamilySamples> collect() {
      int generation = collected.incrementAndGet();
      GaugeMetricFamily family = new GaugeMetricFamily("generation", "", List.of("series"));
      for (int i = 0; i < SERIES; i++) {
        family.addMetric(List.of("" + i), generation);
      }
      return List.of(family);
    }

    @Override
    public List<MetricFamilySamples> describe() {
      return List.of();
    }
  }
}
