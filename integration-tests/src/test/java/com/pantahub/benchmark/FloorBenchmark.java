package com.pantahub.benchmark;

import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.scrape.ScrapeRequest;
import com.pantahub.metrics.source.CollectorRegistrySource;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.util.Enumeration;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** What no writer on simpleclient's model can do without: collecting, and moving the text once. */
public class FloorBenchmark extends SampledBenchmark {

  @Param Workload workload;

  private CollectorRegistry registry;
  private Exposition nothing;
  private byte[] text;
  private byte[] copy;

  @Setup
  public void fillRegistry() throws IOException {
    registry = SimpleclientRegistry.of(workload.families());
    nothing =
        new EndpointExposition(
            ScrapeEndpoint.builder()
                .source(CollectorRegistrySource.of(registry))
                .ownMetrics(false)
                .build(),
            ScrapeRequest.of("GET", "name[]=none", name -> null));
    text = Library.PANTAHUB.exposition(workload, Coding.TEXT).body();
    copy = new byte[text.length];
  }

  @Benchmark
  public void collect(Blackhole blackhole) {
    collect(registry, blackhole);
  }

  /**
   * The same, and every sample looked at once: its value, its labels, and the letters of the last
   * one, as simpleclient makes the bound of a bucket anew in each scrape.
   */
  @Benchmark
  public double collectAndRead() {
    double sum = 0;
    Enumeration<MetricFamilySamples> families = registry.metricFamilySamples();
    while (families.hasMoreElements()) {
      for (MetricFamilySamples.Sample sample : families.nextElement().samples) {
        sum += sample.value + read(sample.labelNames) + read(sample.labelValues);
      }
    }
    return sum;
  }

  private static int read(List<String> labels) {
    int strings = 0;
    String last = "";
    for (int i = 0; i < labels.size(); i++) {
      last = labels.get(i);
      strings += last == null ? 0 : 1;
    }
    return last == null || last.isEmpty() ? 0 : strings + last.charAt(0);
  }

  /** Ours without its writer: a scrape of a family that does not exist gathers all others. */
  @Benchmark
  public int gather() throws IOException {
    return nothing.render();
  }

  @Benchmark
  public byte[] copy() {
    System.arraycopy(text, 0, copy, 0, text.length);
    return copy;
  }

  /** Collects all families of a registry. */
  static void collect(CollectorRegistry registry, Blackhole blackhole) {
    Enumeration<MetricFamilySamples> families = registry.metricFamilySamples();
    while (families.hasMoreElements()) {
      blackhole.consume(families.nextElement());
    }
  }
}
