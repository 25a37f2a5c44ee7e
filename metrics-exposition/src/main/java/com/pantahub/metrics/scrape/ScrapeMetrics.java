package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilyCollector;
import com.pantahub.metrics.source.FamilySource;
import com.pantahub.metrics.source.FamilyType;
import com.pantahub.metrics.source.FamilyVisitor;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What an endpoint counts of itself, under the names that client_golang's promhttp gave it.
 * Thread-safe.
 *
 * <pre>
 * promhttp_metric_handler_errors_total{cause="encoding"} 0
 * promhttp_metric_handler_errors_total{cause="gathering"} 0
 * promhttp_metric_handler_requests_in_flight 1
 * promhttp_metric_handler_requests_total{code="200"} 1
 * promhttp_metric_handler_requests_total{code="500"} 0
 * promhttp_metric_handler_requests_total{code="503"} 0
 * </pre>
 */
final class ScrapeMetrics implements FamilySource, FamilyCollector {

  private static final String PREFIX = "promhttp_metric_handler_";
  private static final List<String> CAUSE = List.of("cause");
  private static final List<String> CODE = List.of("code");

  private final AtomicInteger inFlight = new AtomicInteger();
  private final LongAdder gatheringErrors = new LongAdder();
  private final LongAdder encodingErrors = new LongAdder();
  private final ConcurrentSkipListMap<Integer, Requests> requests = new ConcurrentSkipListMap<>();

  ScrapeMetrics() {
    for (int status : new int[] {200, 500, 503}) {
      requests.put(status, new Requests(status));
    }
  }

  void scrapeBegun() {
    inFlight.incrementAndGet();
  }

  void scrapeEnded(int status) {
    requests.computeIfAbsent(status, Requests::new).count.increment();
    inFlight.decrementAndGet();
  }

  /** Counts collectors and samples that were lost. */
  void gatheringFailed(long times) {
    gatheringErrors.add(times);
  }

  /** Counts a response that could not be made of what was gathered. */
  void encodingFailed() {
    encodingErrors.increment();
  }

  @Override
  public Collection<? extends FamilyCollector> collectors() {
    return List.of(this);
  }

  @Override
  public void collect(FamilyVisitor visitor) {
    visitor.family(
        PREFIX + "errors_total",
        FamilyType.COUNTER,
        null,
        "Total number of internal errors encountered by the promhttp metric handler.");
    sample(visitor, "errors_total", CAUSE, List.of("encoding"), encodingErrors.sum());
    sample(visitor, "errors_total", CAUSE, List.of("gathering"), gatheringErrors.sum());
    visitor.family(
        PREFIX + "requests_in_flight",
        FamilyType.GAUGE,
        null,
        "Current number of scrapes being served.");
    sample(visitor, "requests_in_flight", List.of(), List.of(), inFlight.get());
    visitor.family(
        PREFIX + "requests_total",
        FamilyType.COUNTER,
        null,
        "Total number of scrapes by HTTP status code.");
    for (Requests ofStatus : requests.values()) {
      sample(visitor, "requests_total", CODE, ofStatus.labelValues, ofStatus.count.sum());
    }
  }

  private static void sample(
      FamilyVisitor visitor,
      String name,
      List<String> labelNames,
      List<String> labelValues,
      long value) {
    visitor.sample(PREFIX + name, labelNames, labelValues, (double) value);
  }

  private static final class Requests {
    final List<String> labelValues;
    final LongAdder count = new LongAdder();

    Requests(int status) {
      labelValues = List.of(Integer.toString(status));
    }
  }
}
