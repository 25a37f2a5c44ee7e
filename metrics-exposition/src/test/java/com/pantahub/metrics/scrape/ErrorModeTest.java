package com.pantahub.metrics.scrape;

import static com.pantahub.metrics.scrape.GivenFamily.collector;
import static com.pantahub.metrics.scrape.GivenFamily.gauge;
import static com.pantahub.metrics.scrape.GivenFamily.sample;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.source.FamilyCollector;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a scrape fails as a whole, and what is counted and logged. */
class ErrorModeTest {

  private static final FamilyCollector GOOD = collector(gauge("g", sample("g", 1)));
  private static final FamilyCollector FAILING =
      visitor -> {
        throw new IllegalStateException("out of order");
      };

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  @Test
  void continue_withSomethingLeft_servesIt() {
    Answer answer = Answer.get(endpoints.of(FAILING, GOOD));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("# TYPE g gauge\ng 1\n");
  }

  @Test
  void continue_withNothingLeft_fails() {
    Answer answer = Answer.get(endpoints.of(FAILING));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text())
        .startsWith("An error has occurred while serving metrics:\n\ncollector ")
        .endsWith(" failed: java.lang.IllegalStateException: out of order\n")
        .doesNotContain("\tat ", ".java:");
  }

  @Test
  void strict_withAnythingWrong_failsUntilItIsMended() {
    AtomicInteger failures = new AtomicInteger(2);
    ScrapeEndpoint endpoint =
        endpoints.make(
            b -> b.errorMode(ErrorMode.STRICT),
            GOOD,
            visitor -> {
              if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("out of order");
              }
            });

    Answer first = Answer.get(endpoint);
    Answer second = Answer.getEncoded(endpoint, "gzip");
    Answer third = Answer.get(endpoint);

    assertThat(first.status()).isEqualTo(500);
    assertThat(first.headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
    assertThat(second.status()).isEqualTo(500);
    assertThat(second.headers()).doesNotContainKey("Content-Encoding");
    assertThat(second.text()).isEqualTo(first.text()).doesNotContain("\tat ");
    assertThat(third.status()).isEqualTo(200);
    assertThat(third.value(Endpoints.GATHERING_ERRORS)).isEqualTo(2);
    assertThat(third.value("promhttp_metric_handler_requests_total{code=\"500\"}")).isEqualTo(2);
    assertThat(endpoints.logged()).hasSize(1);
  }

  @Test
  void strict_filteredToAGoodFamily_stillFails() {
    ScrapeEndpoint endpoint = endpoints.make(b -> b.errorMode(ErrorMode.STRICT), GOOD, FAILING);

    assertThat(Answer.get(endpoint, "name[]=g").status()).isEqualTo(500);
  }

  @Test
  void continue_filteredToAGoodFamily_servesIt() {
    ScrapeEndpoint endpoint = endpoints.make(b -> b, GOOD, FAILING);

    assertThat(Answer.get(endpoint, "name[]=g").text()).isEqualTo("# TYPE g gauge\ng 1\n");
  }

  @Test
  void log_hasEachMessageOnce() {
    AtomicInteger runs = new AtomicInteger();
    ScrapeEndpoint endpoint =
        endpoints.of(
            GOOD,
            FAILING,
            visitor -> {
              throw new IllegalStateException("message " + runs.getAndIncrement() % 3);
            });

    for (int i = 0; i < 10; i++) {
      assertThat(Answer.get(endpoint).status()).isEqualTo(200);
    }

    assertThat(endpoints.logged())
        .hasSize(4)
        .allMatch(line -> line.startsWith("collector com.pantahub.metrics.scrape.ErrorModeTest"))
        .allMatch(line -> !line.contains("\n"));
  }

  @Test
  void log_ofEverChangingMessages_ends() {
    AtomicInteger runs = new AtomicInteger();
    ScrapeEndpoint endpoint =
        endpoints.of(
            GOOD,
            visitor -> {
              throw new IllegalStateException("message " + runs.getAndIncrement());
            });

    for (int i = 0; i < ScrapeErrorLog.MAX_MESSAGES + 5; i++) {
      assertThat(Answer.get(endpoint).status()).isEqualTo(200);
    }

    assertThat(endpoints.logged()).hasSize(ScrapeErrorLog.MAX_MESSAGES);
  }

  @Test
  void log_thatThrows_costsNothing() {
    ScrapeEndpoint endpoint =
        endpoints.make(
            b ->
                b.errorLog(
                    line -> {
                      throw new IllegalStateException("disk full");
                    }),
            GOOD,
            FAILING);

    assertThat(Answer.get(endpoint).text()).contains("# TYPE g gauge\ng 1\n");
    assertThat(Answer.get(endpoint).value(Endpoints.GATHERING_ERRORS)).isEqualTo(1);
  }

  @Test
  void manyMessages_areBoundedAndAllCounted() {
    FamilyCollector manyBad =
        visitor -> {
          for (int i = 0; i < 5000; i++) {
            gauge("g", sample("g", 1, "__" + i, "x".repeat(1000))).deliverTo(visitor);
          }
        };
    ScrapeEndpoint endpoint = endpoints.make(b -> b, manyBad);
    ScrapeEndpoint strict = endpoints.make(b -> b.errorMode(ErrorMode.STRICT), manyBad);

    Answer.get(endpoint);
    assertThat(Endpoints.gatheringErrors(endpoint)).isEqualTo(5000);
    assertThat(Answer.get(strict).body()).hasSizeLessThan(100_000);
  }

  @Test
  void ownMetrics_countScrapesAndSeeThemselvesInFlight() {
    ScrapeEndpoint endpoint = endpoints.make(b -> b, GOOD);

    Answer first = Answer.get(endpoint);
    Answer.get(endpoint, "name[]=%");
    Answer second = Answer.get(endpoint);

    assertThat(first.text())
        .isEqualTo(
            """
            # TYPE g gauge
            g 1
            # HELP promhttp_metric_handler_errors_total Total number of internal errors encountered \
            by the promhttp metric handler.
            # TYPE promhttp_metric_handler_errors_total counter
            promhttp_metric_handler_errors_total{cause="encoding"} 0
            promhttp_metric_handler_errors_total{cause="gathering"} 0
            # HELP promhttp_metric_handler_requests_in_flight Current number of scrapes being served.
            # TYPE promhttp_metric_handler_requests_in_flight gauge
            promhttp_metric_handler_requests_in_flight 1
            # HELP promhttp_metric_handler_requests_total Total number of scrapes by HTTP status code.
            # TYPE promhttp_metric_handler_requests_total counter
            promhttp_metric_handler_requests_total{code="200"} 0
            promhttp_metric_handler_requests_total{code="500"} 0
            promhttp_metric_handler_requests_total{code="503"} 0
            """);
    assertThat(second.value("promhttp_metric_handler_requests_total{code=\"200\"}")).isEqualTo(1);
    assertThat(second.value("promhttp_metric_handler_requests_total{code=\"400\"}")).isEqualTo(1);
    assertThat(second.value("promhttp_metric_handler_requests_in_flight")).isEqualTo(1);
  }
}
