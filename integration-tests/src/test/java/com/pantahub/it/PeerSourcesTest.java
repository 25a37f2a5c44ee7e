package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.scrape.ScrapeRequest;
import com.pantahub.metrics.scrape.ScrapeResponse;
import com.pantahub.metrics.source.CollectorRegistrySource;
import com.pantahub.metrics.source.PrometheusRegistrySource;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries of other libraries behind one endpoint, judged by these libraries' own writers. */
class PeerSourcesTest {

  private static final String GATHERING_ERRORS =
      "promhttp_metric_handler_errors_total{cause=\"gathering\"}";

  @Test
  void scrape_threeRegistries_hasTheFamiliesOfAll() throws Exception {
    CollectorRegistry simpleclient = new CollectorRegistry();
    io.prometheus.client.Counter.build("jobs", "Jobs.").register(simpleclient).inc(2);
    PrometheusRegistry clientJava = new PrometheusRegistry();
    Histogram.builder().name("latency_seconds").classicOnly().register(clientJava).observe(0.3);
    PrometheusMeterRegistry micrometer = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    micrometer.counter("orders", "kind", "new").increment(3);
    Timer.builder("http.server.requests").register(micrometer).record(Duration.ofMillis(1500));

    try (ScrapeEndpoint endpoint =
        ScrapeEndpoint.builder()
            .source(CollectorRegistrySource.of(simpleclient))
            .source(PrometheusRegistrySource.of(clientJava))
            .source(PrometheusRegistrySource.of(micrometer.getPrometheusRegistry()))
            .build()) {
      ScrapedText scrape = ScrapedText.of(text(endpoint, ScrapeRequest.get()));

      assertThat(scrape.families())
          .containsExactly(
              "http_server_requests_seconds",
              "http_server_requests_seconds_max",
              "jobs_total",
              "latency_seconds",
              "orders_total",
              "promhttp_metric_handler_errors_total",
              "promhttp_metric_handler_requests_in_flight",
              "promhttp_metric_handler_requests_total");
      assertThat(scrape.value("jobs_total")).isEqualTo(2);
      assertThat(scrape.value("orders_total{kind=\"new\"}")).isEqualTo(3);
      assertThat(scrape.value("http_server_requests_seconds_sum")).isEqualTo(1.5);
      assertThat(scrape.value("latency_seconds_bucket{le=\"0.25\"}")).isZero();
      assertThat(scrape.value("latency_seconds_bucket{le=\"0.5\"}")).isEqualTo(1);
      assertThat(scrape.value("latency_seconds_bucket{le=\"+Inf\"}")).isEqualTo(1);
    }
  }

  @Test
  void scrape_sameSeriesInTwoSources_keepsTheFirstAndCounts() throws Exception {
    CollectorRegistry first = new CollectorRegistry();
    io.prometheus.client.Gauge.build("depth", "Depth.").register(first).set(1);
    PrometheusRegistry second = new PrometheusRegistry();
    Gauge.builder().name("depth").help("Depth.").register(second).set(2);

    assertClash(first, second);
  }

  @Test
  void scrape_sameNameOfOtherTypeInTwoSources_keepsTheFirstAndCounts() throws Exception {
    CollectorRegistry first = new CollectorRegistry();
    io.prometheus.client.Gauge.build("depth", "Depth.").register(first).set(1);
    PrometheusRegistry second = new PrometheusRegistry();
    UnknownSnapshot other =
        UnknownSnapshot.builder()
            .name("depth")
            .help("Depth.")
            .dataPoint(UnknownDataPointSnapshot.builder().value(2).build())
            .build();
    second.register(() -> other);

    assertClash(first, second);
  }

  private static void assertClash(CollectorRegistry first, PrometheusRegistry second)
      throws IOException {
    Gauge.builder().name("bystander").register(second).set(7);
    List<String> errors = new ArrayList<>();
    try (ScrapeEndpoint endpoint =
        ScrapeEndpoint.builder()
            .source(CollectorRegistrySource.of(first))
            .source(PrometheusRegistrySource.of(second))
            .errorLog(errors::add)
            .build()) {
      ScrapedText before = ScrapedText.of(text(endpoint, ScrapeRequest.get()));
      ScrapedText after = ScrapedText.of(text(endpoint, ScrapeRequest.get()));

      assertThat(before.types()).containsEntry("depth", "gauge");
      assertThat(before.value("depth")).isEqualTo(1);
      assertThat(before.value("bystander")).isEqualTo(7);
      assertThat(before.value(GATHERING_ERRORS)).isZero();
      assertThat(after.value(GATHERING_ERRORS)).isEqualTo(1);
      assertThat(errors).singleElement().asString().contains("depth");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void scrape_failingCollectorOfClientJava_costsItselfOnly(boolean returnsNull) throws Exception {
    PrometheusRegistry registry = new PrometheusRegistry();
    Collector failing =
        () -> {
          if (returnsNull) {
            return null;
          }
          throw new IllegalStateException("out of order");
        };
    MultiCollector failingMulti =
        () -> {
          throw new StackOverflowError();
        };
    registry.register(failing);
    registry.register(failingMulti);
    Gauge.builder().name("bystander").register(registry).set(7);
    List<String> errors = new ArrayList<>();
    try (ScrapeEndpoint endpoint =
        ScrapeEndpoint.builder()
            .source(PrometheusRegistrySource.of(registry))
            .errorLog(errors::add)
            .build()) {
      text(endpoint, ScrapeRequest.get());
      ScrapedText scrape = ScrapedText.of(text(endpoint, ScrapeRequest.get()));

      assertThat(scrape.value("bystander")).isEqualTo(7);
      assertThat(scrape.value(GATHERING_ERRORS)).isEqualTo(2);
      assertThat(errors).hasSize(2);
    }
  }

  @Test
  void scrape_everyKindOfSnapshot_saysWhatClientJavaSays() throws Exception {
    assertTextIsThatOfClientJava(ClientJavaSnapshots.registry());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jobs", "jobs_total", "jobs.total", "jobs-Ωmega", "jobs:sum", "jobs_info"})
  void scrape_anyName_isSpelledAsClientJavaSpellsIt(String name) throws Exception {
    PrometheusRegistry counter = new PrometheusRegistry();
    Counter.builder().name(name).labelNames("a.b").register(counter).labelValues("x").inc();
    assertTextIsThatOfClientJava(counter);

    PrometheusRegistry counterOfBytes = new PrometheusRegistry();
    Counter.builder().name(name).unit(Unit.BYTES).register(counterOfBytes).inc();
    assertTextIsThatOfClientJava(counterOfBytes);

    PrometheusRegistry info = new PrometheusRegistry();
    Info.builder().name(name).labelNames("version").register(info).addLabelValues("1");
    assertTextIsThatOfClientJava(info);
  }

  /** Not with ".total": such a gauge has one name in client_java's text and one in OpenMetrics. */
  @ParameterizedTest
  @ValueSource(strings = {"jobs", "jobs_total", "jobs.open", "jobs-Ωmega", "jobs:sum", "jobs_info"})
  void scrape_anyNameOfAGauge_isSpelledAsClientJavaSpellsIt(String name) throws Exception {
    PrometheusRegistry gauge = new PrometheusRegistry();
    Gauge.builder().name(name).register(gauge).set(1);
    assertTextIsThatOfClientJava(gauge);
  }

  @Test
  void scrape_oneNameWithTwoSetsOfLabels_isOneFamily() throws Exception {
    PrometheusRegistry registry = new PrometheusRegistry();
    Counter.builder().name("jobs").labelNames("kind").register(registry).labelValues("new").inc();
    Counter.builder().name("jobs").labelNames("host").register(registry).labelValues("a").inc();

    assertTextIsThatOfClientJava(registry);
  }

  @Test
  void openMetrics_everyKindOfSnapshot_saysWhatClientJavaSays() throws Exception {
    PrometheusRegistry registry = ClientJavaSnapshots.registry();
    String theirs =
        written(
            OpenMetricsTextFormatWriter.builder().setCreatedTimestampsEnabled(true).build(),
            registry);
    try (ScrapeEndpoint endpoint =
        endpoint(registry).openMetrics(true).createdSeries(true).build()) {
      String ours = text(endpoint, openMetrics());

      assertThat(ours).endsWith("\n# EOF\n").contains("le=\"+Inf\"", "_created", " # {");
      assertThat(SampleLine.all(ours))
          .map(SampleLine::withNumericBounds)
          .containsExactlyInAnyOrderElementsOf(
              SampleLine.all(theirs).stream().map(SampleLine::withNumericBounds).toList());
      assertThat(comments(ours)).containsExactlyInAnyOrderElementsOf(comments(theirs));
    }
  }

  @Test
  void openMetrics_withoutCreatedSeries_hasNone() throws Exception {
    PrometheusRegistry registry = ClientJavaSnapshots.registry();
    String theirs = written(OpenMetricsTextFormatWriter.create(), registry);
    try (ScrapeEndpoint endpoint = endpoint(registry).openMetrics(true).build()) {
      String ours = text(endpoint, openMetrics());

      assertThat(ours).doesNotContain("_created");
      assertThat(SampleLine.all(ours)).hasSameSizeAs(SampleLine.all(theirs));
    }
  }

  private static void assertTextIsThatOfClientJava(PrometheusRegistry registry) throws IOException {
    String theirs = written(PrometheusTextFormatWriter.create(), registry);
    List<String> errors = new ArrayList<>();
    try (ScrapeEndpoint endpoint = endpoint(registry).errorLog(errors::add).build()) {
      String ours = text(endpoint, ScrapeRequest.get());

      assertThat(SampleLine.all(ours)).containsExactlyInAnyOrderElementsOf(SampleLine.all(theirs));
      assertThat(comments(ours)).containsExactlyInAnyOrderElementsOf(comments(theirs));
      assertThat(errors).isEmpty();
    }
  }

  private static ScrapeEndpoint.Builder endpoint(PrometheusRegistry registry) {
    return ScrapeEndpoint.builder().source(PrometheusRegistrySource.of(registry)).ownMetrics(false);
  }

  private static ScrapeRequest openMetrics() {
    return ScrapeRequest.of(
        "GET",
        null,
        name -> name.equals("Accept") ? "application/openmetrics-text; version=1.0.0" : null);
  }

  private static String text(ScrapeEndpoint endpoint, ScrapeRequest request) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (ScrapeResponse response = endpoint.scrape(request)) {
      assertThat(response.status()).isEqualTo(200);
      response.writeTo(body);
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private static String written(ExpositionFormatWriter writer, PrometheusRegistry registry)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    writer.write(body, registry.scrape());
    return body.toString(StandardCharsets.UTF_8);
  }

  private static List<String> comments(String text) {
    return text.lines().filter(line -> line.startsWith("#")).toList();
  }
}
