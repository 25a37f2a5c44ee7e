package com.pantahub.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.source.CollectorRegistrySource;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many scrapes at once, of a registry that changes meanwhile. */
@Timeout(120)
class ConcurrentScrapeTest {

  private static final int SCRAPERS = 8;
  private static final int SCRAPES = 40;

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void scrapes_whileChildrenComeAndGo_areAllWellFormed(boolean coalescing) throws Exception {
    CollectorRegistry registry = new CollectorRegistry();
    Gauge gauge = Gauge.build("g", "G.").labelNames("a", "b").register(registry);
    Counter counter = Counter.build("c", "C.").labelNames("a").register(registry);
    Histogram histogram = Histogram.build("h", "H.").labelNames("a").register(registry);
    Gauge.build("fixed", "Never changes.").register(registry).set(42);
    ScrapeEndpoint endpoint =
        endpoints.make(b -> b.source(CollectorRegistrySource.of(registry)).coalescing(coalescing));
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<?> changes =
          threads.submit(
              () -> {
                Random random = new Random(1);
                while (!done.get()) {
                  String label = "\u6f22\"" + random.nextInt(60);
                  gauge.labels(label, "x".repeat(random.nextInt(500))).set(random.nextDouble());
                  counter.labels(label).inc();
                  histogram.labels(label).observe(random.nextDouble());
                  counter.remove("\u6f22\"" + random.nextInt(60));
                  histogram.remove("\u6f22\"" + random.nextInt(60));
                  if (random.nextInt(100) == 0) {
                    gauge.clear();
                  }
                }
              });
      List<Future<Integer>> scrapers = new ArrayList<>();
      for (int i = 0; i < SCRAPERS; i++) {
        scrapers.add(threads.submit(scraper(endpoint, i)));
      }
      for (Future<Integer> scraper : scrapers) {
        assertThat(scraper.get()).isEqualTo(SCRAPES);
      }
      done.set(true);
      changes.get();
    } finally {
      done.set(true);
      threads.shutdown();
    }
    Answer last = Answer.get(endpoint);
    assertThat(last.value("promhttp_metric_handler_requests_total{code=\"200\"}"))
        .isEqualTo(SCRAPERS * SCRAPES);
    assertThat(last.value("promhttp_metric_handler_requests_in_flight")).isEqualTo(1);
    // A child that leaves and returns while simpleclient walks over its map may be met twice.
    assertThat(endpoints.logged())
        .allMatch(
            line -> line.endsWith("was collected before with the same name and label values"));
  }

  private static Callable<Integer> scraper(ScrapeEndpoint endpoint, int number) {
    ScrapeRequest request =
        new ScrapeRequest(
            "GET", null, null, number % 2 == 0 ? "gzip" : null, number % 4 < 2 ? null : "60");
    return () -> {
      int good = 0;
      for (int i = 0; i < SCRAPES; i++) {
        List<ParsedFamily> families = Answer.of(endpoint.scrape(request)).families();
        good += families.stream().anyMatch(family -> family.name().equals("fixed")) ? 1 : 0;
      }
      return good;
    };
  }

  @Test
  void answers_heldAtTheSameTime_doNotShareMemory() {
    CollectorRegistry registry = new CollectorRegistry();
    Gauge gauge = Gauge.build("g", "G.").labelNames("a").register(registry);
    for (int i = 0; i < 5000; i++) {
      gauge.labels("v" + i).set(0);
    }
    ScrapeEndpoint endpoint =
        endpoints.make(b -> b.ownMetrics(false).source(CollectorRegistrySource.of(registry)));
    List<ScrapeResponse> responses = new ArrayList<>();
    for (int round = 1; round <= 8; round++) {
      for (int i = 0; i < 5000; i++) {
        gauge.labels("v" + i).set(round);
      }
      responses.add(endpoint.scrape(ScrapeRequest.get()));
    }
    assertThat(endpoint.chunksLent()).isGreaterThanOrEqualTo(8);

    for (int round = 1; round <= 8; round++) {
      double expected = round;
      assertThat(Answer.of(responses.get(round - 1)).families())
          .singleElement()
          .satisfies(family -> assertThat(family.samples()).hasSize(5000))
          .satisfies(
              family ->
                  assertThat(family.samples()).allMatch(sample -> sample.value() == expected));
    }
  }
}
