package com.pantahub.metrics.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.scrape.ScrapeRequest;
import com.pantahub.metrics.scrape.ScrapeResponse;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CollectorRegistrySourceTest {

  private static final String KEPT = "# HELP kept K.\n# TYPE kept gauge\nkept 1\n";

  private final List<String> logged = new ArrayList<>();

  @NullUnmarked // Collectors of other people deliver nulls where none belong.
  static List<Named<Supplier<List<MetricFamilySamples>>>> broken() {
    return List.of(
        Named.of("null list", () -> null),
        Named.of("null family", () -> Arrays.asList(gauge(sample(1, null)), null)),
        Named.of("null sample", () -> List.of(gauge(sample(1, null), null))),
        Named.of(
            "null type",
            () -> List.of(new MetricFamilySamples("g", null, "G.", List.of(sample(1, null))))),
        Named.of("null samples", () -> List.of(family("g", null))),
        Named.of("null name", () -> List.of(family(null, List.of(sample(1, null))))),
        Named.of(
            "exception",
            () -> {
              throw new UnsupportedOperationException();
            }),
        Named.of(
            "error",
            () -> {
              throw new NoClassDefFoundError("gone");
            }));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void collector_thatIsBroken_failsAlone(Supplier<List<MetricFamilySamples>> families) {
    CollectorRegistry registry = new CollectorRegistry();
    register(registry, families);
    Gauge.build("kept", "K.").register(registry).set(1);

    assertThat(scrape(registry)).isEqualTo(KEPT);
    assertThat(logged).singleElement().asString().contains("CollectorRegistrySourceTest$");
  }

  @Test
  void collectors_registeredLater_areThereInTheNextScrape() {
    CollectorRegistry registry = new CollectorRegistry();
    try (ScrapeEndpoint endpoint = endpoint(registry)) {
      assertThat(text(endpoint)).isEmpty();
      Gauge kept = Gauge.build("kept", "K.").register(registry);
      kept.set(1);
      assertThat(text(endpoint)).isEqualTo(KEPT);
      registry.unregister(kept);
      assertThat(text(endpoint)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("negativeTimestamps")
  void timestamp_negative_losesItsSample(long timestampMillis) {
    CollectorRegistry registry = new CollectorRegistry();
    register(registry, () -> List.of(gauge(sample(1, timestampMillis))));
    Gauge.build("kept", "K.").register(registry).set(1);

    assertThat(scrape(registry)).isEqualTo(KEPT);
    assertThat(logged).hasSize(1);
  }

  static List<Long> negativeTimestamps() {
    return List.of(-1L, Long.MIN_VALUE + 1, Long.MIN_VALUE);
  }

  @Test
  void timestamp_ofASample_isWritten() {
    CollectorRegistry registry = new CollectorRegistry();
    register(registry, () -> List.of(gauge(sample(1, 0L))));

    assertThat(scrape(registry)).isEqualTo("# HELP g G.\n# TYPE g gauge\ng 1 0\n");
  }

  @Test
  void collectors_nameTheClassesThatAreRegistered() {
    CollectorRegistry registry = new CollectorRegistry();
    Gauge.build("kept", "K.").register(registry);

    Collection<? extends FamilyCollector> collectors =
        CollectorRegistrySource.of(registry).collectors();

    assertThat(collectors)
        .singleElement()
        .extracting(FamilyCollector::name)
        .isEqualTo("io.prometheus.client.Gauge");
  }

  private String scrape(CollectorRegistry registry) {
    try (ScrapeEndpoint endpoint = endpoint(registry)) {
      String text = text(endpoint);
      assertThat(text(endpoint)).isEqualTo(text);
      return text;
    }
  }

  private ScrapeEndpoint endpoint(CollectorRegistry registry) {
    return ScrapeEndpoint.builder()
        .ownMetrics(false)
        .errorLog(logged::add)
        .source(CollectorRegistrySource.of(registry))
        .build();
  }

  private static String text(ScrapeEndpoint endpoint) {
    try (ScrapeResponse response = endpoint.scrape(ScrapeRequest.get())) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      response.writeTo(body);
      assertThat(response.status()).isEqualTo(200);
      return body.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void register(
      CollectorRegistry registry, Supplier<List<MetricFamilySamples>> families) {
    registry.register(
        new Collector() {
          @Override
          public List<MetricFamilySamples> collect() {
            return families.get();
          }
        });
  }

  @NullUnmarked // See broken.
  private static MetricFamilySamples gauge(Sample... samples) {
    return family("g", Arrays.asList(samples));
  }

  @NullUnmarked // See broken.
  private static MetricFamilySamples family(String name, List<Sample> samples) {
    return new MetricFamilySamples(name, Collector.Type.GAUGE, "G.", samples);
  }

  private static Sample sample(double value, @Nullable Long timestampMillis) {
    return new Sample("g", List.of(), List.of(), value, timestampMillis);
  }
}
