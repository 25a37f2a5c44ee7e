package com.pantahub.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.source.CollectorRegistrySource;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What large scrapes leave behind in the heap. */
class HeapAfterBurstTest {

  private static final int SAMPLES = 88_000;
  private static final int OPEN_RESPONSES = 20;

  /** The chunks the pool keeps, one scrape's values, and what the JVM itself needs meanwhile. */
  private static final long TOLERATED_BYTES = 4 << 20;

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip"})
  void heap_afterABurstOfLargeScrapes_isBackWhereItWas(String coding) {
    ScrapeEndpoint endpoint = largeEndpoint();
    ScrapeRequest request = new ScrapeRequest("GET", null, null, coding, null);
    endpoint.scrape(request).close();
    long before = usedAfterCollection();

    List<ScrapeResponse> open = new ArrayList<>();
    long bodies = 0;
    for (int i = 0; i < OPEN_RESPONSES; i++) {
      ScrapeResponse response = endpoint.scrape(request);
      bodies += response.contentLength();
      open.add(response);
    }
    assertThat(usedAfterCollection() - before).isGreaterThan(bodies / 2);
    open.forEach(ScrapeResponse::close);
    open.clear();

    assertThat(usedAfterCollection() - before).isLessThan(TOLERATED_BYTES);
  }

  @Test
  void heap_afterALargeFamilyIsGone_isBackWhereItWas() {
    CollectorRegistry registry = new CollectorRegistry();
    ScrapeEndpoint endpoint = endpoint(registry);
    endpoint.scrape(ScrapeRequest.get()).close();
    long before = usedAfterCollection();

    Gauge gauge = largeGauge(registry);
    endpoint.scrape(ScrapeRequest.get()).close();
    registry.unregister(gauge);
    gauge.clear();
    endpoint.scrape(ScrapeRequest.get()).close();

    assertThat(usedAfterCollection() - before).isLessThan(TOLERATED_BYTES);
  }

  private ScrapeEndpoint largeEndpoint() {
    CollectorRegistry registry = new CollectorRegistry();
    largeGauge(registry);
    return endpoint(registry);
  }

  private ScrapeEndpoint endpoint(CollectorRegistry registry) {
    CollectorRegistrySource source = CollectorRegistrySource.of(registry);
    return endpoints.make(builder -> builder.source(source));
  }

  private static Gauge largeGauge(CollectorRegistry registry) {
    Gauge gauge = Gauge.build("large", "Large.").labelNames("route", "n").register(registry);
    for (int i = 0; i < SAMPLES; i++) {
      gauge.labels("/api/v1/devices/{id}/part", Integer.toString(i)).set(i * 0.37);
    }
    return gauge;
  }

  /** Collects until nothing is freed any more. */
  private static long usedAfterCollection() {
    long used = Long.MAX_VALUE;
    long before;
    do {
      before = used;
      System.gc();
      used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    } while (used < before);
    return used;
  }
}
