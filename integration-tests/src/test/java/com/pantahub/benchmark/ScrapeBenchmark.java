package com.pantahub.benchmark;

import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** One scrape of one registry, from reading the registry to the bytes of the response. */
public class ScrapeBenchmark extends SampledBenchmark {

  @Param Workload workload;
  @Param Library library;
  @Param Coding coding;

  private Exposition exposition;

  @Setup
  public void fillRegistry() {
    exposition = library.exposition(workload, coding);
  }

  @Benchmark
  public int scrape() throws IOException {
    return exposition.render();
  }
}
