package com.pantahub.benchmark;

import com.pantahub.metrics.runtime.RuntimeMetrics;
import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.scrape.ScrapeRequest;
import com.pantahub.metrics.source.CollectorRegistrySource;
import com.pantahub.metrics.source.FamilySource;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A scrape of the live {@code go_*}, {@code jvm_*} and {@code process_*} metrics of the server, as
 * Prometheus asks for it: with its headers, gathered within a time limit, and shared.
 */
public class ServerScrapeBenchmark extends SampledBenchmark {

  private CollectorRegistry registry;
  private RuntimeMetrics runtimeMetrics;
  private ScrapeEndpoint endpoint;
  private Exposition exposition;
  private Exposition unlimited;

  @Setup
  public void startEndpoint() {
    registry = new CollectorRegistry();
    runtimeMetrics = RuntimeMetrics.register(registry);
    FamilySource source = CollectorRegistrySource.of(registry);
    endpoint =
        ScrapeEndpoint.builder()
            .source(source)
            .timeout(Duration.ofSeconds(30))
            .coalescing(true)
            .build();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put(
        "Accept",
        "application/openmetrics-text;version=1.0.0;q=0.5,"
            + "text/plain;version=0.0.4;q=0.4,*/*;q=0.1");
    headers.put("Accept-Encoding", "gzip");
    headers.put("X-Prometheus-Scrape-Timeout-Seconds", "10");
    exposition = new EndpointExposition(endpoint, ScrapeRequest.of("GET", null, headers::get));
    unlimited =
        new EndpointExposition(
            ScrapeEndpoint.builder().source(source).build(),
            EndpointExposition.request(Coding.GZIP));
  }

  @TearDown
  public void closeEndpoint() {
    endpoint.close();
    runtimeMetrics.close();
  }

  /** The whole scrape, compressed. */
  @Benchmark
  public int liveScrape() throws Exception {
    return exposition.render();
  }

  /** The same on the thread of who asks, which is the way without a limit and without sharing. */
  @Benchmark
  public int liveScrapeWithoutLimit() throws Exception {
    return unlimited.render();
  }

  /** The part of it that reads the JVM and the operating system. */
  @Benchmark
  public void liveCollect(Blackhole blackhole) {
    FloorBenchmark.collect(registry, blackhole);
  }
}
