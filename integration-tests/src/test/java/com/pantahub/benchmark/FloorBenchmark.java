package com.pantahub.benchmark;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.util.Enumeration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** What no writer on simpleclient's model can do without: collecting, and moving the text once. */
public class FloorBenchmark extends SampledBenchmark {

  @Param Workload workload;

  private CollectorRegistry registry;
  private byte[] text;
  private byte[] copy;

  @Setup
  public void fillRegistry() throws IOException {
    registry = SimpleclientRegistry.of(workload.families());
    text = Library.PANTAHUB.exposition(workload, Coding.TEXT).body();
    copy = new byte[text.length];
  }

  @Benchmark
  public void collect(Blackhole blackhole) {
    collect(registry, blackhole);
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
