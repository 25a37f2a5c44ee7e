package com.pantahub.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.source.FamilyCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes the endpoints of one test; after it, each of them must have all its chunks back. Not
 * thread-safe.
 */
final class Endpoints implements AfterEachCallback {

  /** The series which counts what was lost while gathering. */
  static final String GATHERING_ERRORS =
      "promhttp_metric_handler_errors_total{cause=\"gathering\"}";

  private final List<ScrapeEndpoint> made = new ArrayList<>();
  private final List<String> logged = new CopyOnWriteArrayList<>();

  /** Makes an endpoint of collectors which serves nothing about itself. */
  ScrapeEndpoint of(FamilyCollector... collectors) {
    return make(builder -> builder.ownMetrics(false), collectors);
  }

  /** Makes an endpoint of collectors as a builder has it by default, but for some settings. */
  ScrapeEndpoint make(
      UnaryOperator<ScrapeEndpoint.Builder> settings, FamilyCollector... collectors) {
    List<FamilyCollector> all = List.of(collectors);
    ScrapeEndpoint endpoint =
        settings.apply(ScrapeEndpoint.builder().errorLog(logged::add).source(() -> all)).build();
    made.add(endpoint);
    return endpoint;
  }

  /** Returns what the endpoints have logged. */
  List<String> logged() {
    return logged;
  }

  /** Returns how often an endpoint says that gathering failed. */
  static double gatheringErrors(ScrapeEndpoint endpoint) {
    return Answer.get(endpoint, "name[]=promhttp_metric_handler_errors_total")
        .value(GATHERING_ERRORS);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    for (ScrapeEndpoint endpoint : made) {
      while (endpoint.chunksLent() != 0 && System.nanoTime() < endNanos) {
        Thread.onSpinWait(); // The thread that shared its result is about to let go of it.
      }
      assertThat(endpoint.chunksLent()).describedAs("chunks lent").isZero();
      endpoint.close();
    }
  }
}
