package com.pantahub.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.source.CollectorRegistrySource;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A collector that does its worst beside a good one, while many clients scrape. */
class ForeignCollectorTest {

  private static final int CLIENTS = 50;
  private static final int SAMPLES = 100_000;
  private static final String LONG = "60";
  private static final String SHORT = "0.3";

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private final CollectorRegistry registry = new CollectorRegistry();
  private final MoodyCollector moody = new MoodyCollector();
  private final Map<Integer, Integer> answers = new TreeMap<>();

  @AfterEach
  void stopClients() {
    moody.gate.countDown();
    clients.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void scrapes_besideAMoodyCollector_areAllAnsweredAndCounted(boolean coalescing) throws Exception {
    Counter good = Counter.build("good_total", "Good.").labelNames("l").register(registry);
    good.labels("v").inc();
    registry.register(moody);
    CollectorRegistrySource source = CollectorRegistrySource.of(registry);
    ScrapeEndpoint endpoint =
        endpoints.make(builder -> builder.source(source).coalescing(coalescing));

    scrapeWithAllClients(endpoint, 6, LONG);
    assertThat(answers).containsOnlyKeys(200);

    moody.blocking = true;
    scrapeWithAllClients(endpoint, 1, SHORT);
    assertThat(answers).containsEntry(503, CLIENTS);
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.isAlive() && isIn(thread, MoodyCollector.class))
        .hasSize(1);

    moody.gate.countDown();
    scrapeWithAllClients(endpoint, 1, LONG);
    Answer last = Answer.getWithin(endpoint, LONG);
    answers.forEach(
        (status, times) ->
            assertThat(
                    last.value("promhttp_metric_handler_requests_total{code=\"" + status + "\"}"))
                .isEqualTo((double) times));
    assertThat(last.value("promhttp_metric_handler_requests_in_flight")).isEqualTo(1);
    assertThat(last.value("good_total{l=\"v\"}")).isEqualTo(1);
  }

  private void scrapeWithAllClients(ScrapeEndpoint endpoint, int scrapes, String timeoutSeconds)
      throws Exception {
    List<Future<List<Integer>>> working = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      String coding = client % 2 == 0 ? "gzip" : "identity";
      ScrapeRequest request = new ScrapeRequest("GET", null, null, coding, timeoutSeconds);
      working.add(clients.submit(() -> scrape(endpoint, request, scrapes)));
    }
    for (Future<List<Integer>> done : working) {
      for (int status : done.get()) {
        answers.merge(status, 1, Integer::sum);
      }
    }
  }

  private static List<Integer> scrape(ScrapeEndpoint endpoint, ScrapeRequest request, int times) {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Answer answer = Answer.of(endpoint.scrape(request));
      statuses.add(answer.status());
      if (answer.status() == 200) {
        assertThat(answer.text()).contains("\ngood_total{l=\"v\"} 1\n").endsWith("\n");
      }
    }
    return statuses;
  }

  private static boolean isIn(Thread thread, Class<?> type) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().equals(type.getName())) {
        return true;
      }
    }
    return false;
  }

  /** Does something else wrong each time. */
  private static final class MoodyCollector extends Collector {

    final CountDownLatch gate = new CountDownLatch(1);
    volatile boolean blocking;
    private final AtomicInteger mood = new AtomicInteger();

    @Override
    public @Nullable List<MetricFamilySamples> collect() {
      if (blocking) {
        awaitGate();
      }
      int turn = mood.getAndIncrement();
      return switch (turn % 6) {
        case 0 -> throw new IllegalStateException("not in the mood");
        case 1 -> null;
        case 2 ->
            List.of(family("moody", Type.GAUGE, samples("moody", turn % 4 == 0 ? SAMPLES : 3)));
        case 3 -> List.of(family("moody", Type.HISTOGRAM, samples("moody", 2)));
        case 4 -> Collections.singletonList(null);
        default -> List.of(family("not a name", Type.GAUGE, samples("not a name", 1)));
      };
    }

    private static MetricFamilySamples family(
        String name, Type type, List<MetricFamilySamples.Sample> samples) {
      return new MetricFamilySamples(name, type, "Moody.", samples);
    }

    private static List<MetricFamilySamples.Sample> samples(String name, int count) {
      List<MetricFamilySamples.Sample> samples = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        samples.add(
            new MetricFamilySamples.Sample(name, List.of("i"), List.of(Integer.toString(i)), i));
      }
      return samples;
    }

    private void awaitGate() {
      while (true) {
        try {
          gate.await();
          return;
        } catch (InterruptedException e) {
          // Stubborn, too.
        }
      }
    }
  }
}
