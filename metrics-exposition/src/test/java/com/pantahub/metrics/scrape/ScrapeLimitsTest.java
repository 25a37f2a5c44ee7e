package com.pantahub.metrics.scrape;

import static com.pantahub.metrics.scrape.GivenFamily.collector;
import static com.pantahub.metrics.scrape.GivenFamily.gauge;
import static com.pantahub.metrics.scrape.GivenFamily.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.pantahub.metrics.source.FamilyCollector;
import java.nio.Buffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many scrapes at once, how long each, and methods other than GET. */
@Timeout(60)
class ScrapeLimitsTest {

  private static final FamilyCollector GOOD = collector(gauge("g", sample("g", 1)));
  private static final String TEXT = "# TYPE g gauge\ng 1\n";
  private static final ScrapeRequest HEAD = new ScrapeRequest("HEAD", null, null, null, null);

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  @Test
  void maxInFlight_reached_is503UntilOneIsClosed() {
    ScrapeEndpoint endpoint = endpoints.make(b -> b.ownMetrics(false).maxInFlight(2), GOOD);

    ScrapeResponse first = endpoint.scrape(ScrapeRequest.get());
    try (ScrapeResponse second = endpoint.scrape(ScrapeRequest.get())) {
      assertThat(first.status()).isEqualTo(200);
      assertThat(second.status()).isEqualTo(200);
      Answer refused = Answer.get(endpoint);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
      assertThat(refused.text())
          .isEqualTo("Limit of concurrent requests reached (2), try again later.\n");
      assertThat(Answer.get(endpoint).status()).isEqualTo(503);

      first.close();
      first.close();
      assertThat(Answer.get(endpoint).text()).isEqualTo(TEXT);
      try (ScrapeResponse third = endpoint.scrape(ScrapeRequest.get())) {
        assertThat(third.status()).isEqualTo(200);
        assertThat(Answer.get(endpoint).status()).isEqualTo(503);
      }
    }
    assertThat(Answer.get(endpoint).text()).isEqualTo(TEXT);
  }

  @Test
  void maxInFlight_isGivenBackByEveryKindOfAnswer() {
    AtomicInteger runs = new AtomicInteger();
    ScrapeEndpoint endpoint =
        endpoints.make(
            b -> b.ownMetrics(false).maxInFlight(1).errorMode(ErrorMode.STRICT),
            visitor -> {
              if (runs.incrementAndGet() % 2 == 0) {
                throw new IllegalStateException("every other time");
              }
              gauge("g", sample("g", 1)).deliverTo(visitor);
            });

    for (int i = 0; i < 5; i++) {
      assertThat(Answer.get(endpoint).status()).isEqualTo(200);
      assertThat(Answer.get(endpoint).status()).isEqualTo(500);
      assertThat(Answer.get(endpoint, "name[]=%").status()).isEqualTo(400);
      assertThat(Answer.get(endpoint, "name[]=").status()).isEqualTo(200);
      try (ScrapeResponse head = endpoint.scrape(HEAD)) {
        assertThat(head.status()).isEqualTo(200);
        assertThat(endpoint.chunksLent()).isZero();
        assertThat(Answer.get(endpoint).status()).isEqualTo(500);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE})
  void maxInFlight_negative_isRefused(int maxInFlight) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScrapeEndpoint.builder().maxInFlight(maxInFlight))
        .withMessageContaining(String.valueOf(maxInFlight));
  }

  @Test
  void head_hasTheHeadersOfGetAndNoBody() {
    ScrapeEndpoint endpoint = endpoints.of(GOOD);

    try (ScrapeResponse head = endpoint.scrape(HEAD)) {
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.headers()).isEqualTo(Answer.get(endpoint).headers());
      assertThat(head.contentLength()).isEqualTo(TEXT.length());
      assertThat(head.body()).isEmpty();
    }
    ScrapeRequest gzipHead = new ScrapeRequest("HEAD", null, null, "gzip", null);
    try (ScrapeResponse head = endpoint.scrape(gzipHead)) {
      Answer get = Answer.getEncoded(endpoint, "gzip");
      assertThat(head.headers()).isEqualTo(get.headers()).containsKey("Content-Encoding");
      assertThat(head.contentLength()).isEqualTo(get.rawBody().length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "", "GET "})
  void otherMethod_is405AndUncounted(String method) {
    ScrapeEndpoint endpoint = endpoints.make(b -> b, GOOD);

    Answer answer = Answer.of(endpoint.scrape(new ScrapeRequest(method, "%", null, null, null)));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD");
    assertThat(answer.text()).isEqualTo("{\"Error\":\"Method not allowed\"}");
    assertThat(Answer.get(endpoint).text()).doesNotContain("code=\"405\"");
  }

  @Test
  void timeout_exceeded_is503WithTheLimitAsGoPrintsIt() {
    CountDownLatch released = new CountDownLatch(1);
    ScrapeEndpoint endpoint =
        endpoints.make(
            b -> b.ownMetrics(false).timeout(Duration.ofMillis(20)), waitingFor(released));

    Answer own = Answer.get(endpoint);
    Answer clients = Answer.getWithin(endpoint, "0.0015");
    Answer longer = Answer.getWithin(endpoint, "5");

    assertThat(own.status()).isEqualTo(503);
    assertThat(own.text()).isEqualTo("Exceeded configured timeout of 20ms.\n");
    assertThat(own.headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
    assertThat(clients.text()).isEqualTo("Exceeded configured timeout of 1.5ms.\n");
    assertThat(longer.text()).isEqualTo("Exceeded configured timeout of 20ms.\n");
    released.countDown();
  }

  @Test
  void stuckCollector_holdsOneThreadAndLeavesNothingBehind() {
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    Set<Thread> gatherers = ConcurrentHashMap.newKeySet();
    ScrapeEndpoint endpoint =
        endpoints.make(
            b -> b.maxInFlight(1),
            visitor -> {
              runs.incrementAndGet();
              gatherers.add(Thread.currentThread());
              awaitUninterrupted(released);
              gauge("g", sample("g", 1)).deliverTo(visitor);
            });

    for (int i = 0; i < 21; i++) {
      assertThat(Answer.getWithin(endpoint, "0.01").status()).isEqualTo(503);
    }
    assertThat(runs).hasValue(1);
    assertThat(gatherers).hasSize(1).doesNotContain(Thread.currentThread());

    released.countDown();
    Answer answer = Answer.getWithin(endpoint, "30");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).startsWith(TEXT);
    assertThat(answer.value("promhttp_metric_handler_requests_total{code=\"503\"}")).isEqualTo(21);
    assertThat(runs).hasValue(2);
    assertThat(gatherers).hasSize(1);
  }

  @Test
  void stuckCollector_scrapedForManyDifferentThings_leavesNothingBehind() {
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    ScrapeEndpoint endpoint =
        endpoints.make(
            b -> b.ownMetrics(false).coalescing(true),
            visitor -> {
              runs.incrementAndGet();
              awaitUninterrupted(released);
              gauge("g", sample("g", 1)).deliverTo(visitor);
            });

    for (int i = 0; i < 21; i++) {
      ScrapeRequest request = new ScrapeRequest("GET", "name[]=g" + i, null, null, "0.01");
      assertThat(Answer.of(endpoint.scrape(request)).status()).isEqualTo(503);
    }
    released.countDown();

    assertThat(Answer.getWithin(endpoint, "30").text()).isEqualTo(TEXT);
    assertThat(runs).hasValue(2);
  }

  @Test
  void timeout_forAges_isNoTimeout() {
    ScrapeEndpoint endpoint =
        endpoints.make(b -> b.ownMetrics(false).timeout(Duration.ofSeconds(Long.MAX_VALUE)), GOOD);

    assertThat(Answer.get(endpoint).text()).isEqualTo(TEXT);
    assertThat(Answer.getWithin(endpoint, "30").text()).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void timeout_notPositive_isRefused(long millis) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScrapeEndpoint.builder().timeout(Duration.ofMillis(millis)));
  }

  @Test
  void interrupt_whileWaiting_isKeptForTheCaller() {
    ScrapeEndpoint endpoint = endpoints.of(GOOD);

    Thread.currentThread().interrupt();
    Answer answer = Answer.getWithin(endpoint, "30");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(answer.text()).isEqualTo(TEXT);
  }

  @Test
  void body_afterClose_isRefused() {
    ScrapeEndpoint endpoint = endpoints.of(GOOD);
    ScrapeResponse response = endpoint.scrape(ScrapeRequest.get());

    assertThat(response.body()).allMatch(Buffer::isReadOnly);
    response.close();

    assertThatIllegalStateException().isThrownBy(response::body);
  }

  private static FamilyCollector waitingFor(CountDownLatch released) {
    return visitor -> awaitUninterrupted(released);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
