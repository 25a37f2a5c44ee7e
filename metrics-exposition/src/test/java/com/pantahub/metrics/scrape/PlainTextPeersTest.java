package com.pantahub.metrics.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.source.CollectorRegistrySource;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Enumeration;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.Info;
import io.prometheus.client.Summary;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Our text beside simpleclient's own: the same series, the same values, the same words. */
class PlainTextPeersTest {

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  @Test
  void registryOfEveryType_hasTheSeriesAndValuesOfSimpleclient() throws IOException {
    CollectorRegistry registry = registry();
    ScrapeEndpoint endpoint =
        endpoints.make(b -> b.ownMetrics(false).source(CollectorRegistrySource.of(registry)));
    StringWriter text = new StringWriter();
    TextFormat.write004(text, registry.metricFamilySamples());

    List<ParsedFamily> theirs =
        StrictTextParser.parseLeniently(text.toString().getBytes(UTF_8)).stream()
            .filter(family -> !family.name().endsWith("_created") && !family.samples().isEmpty())
            .toList();
    List<ParsedFamily> ours = Answer.get(endpoint).families();

    assertThat(ours).hasSizeGreaterThan(10);
    assertThat(series(ours)).isNotEmpty().containsExactlyInAnyOrderEntriesOf(series(theirs));
    assertThat(ours.stream().map(PlainTextPeersTest::words))
        .containsExactlyInAnyOrderElementsOf(
            theirs.stream().map(PlainTextPeersTest::words).toList());
  }

  private static Map<ParsedFamily.Series, Double> series(List<ParsedFamily> families) {
    Map<ParsedFamily.Series, Double> values = new HashMap<>();
    families.forEach(
        family ->
            family.samples().forEach(sample -> values.put(sample.series(), sample.value() + 0.0)));
    return values;
  }

  private static List<String> words(ParsedFamily family) {
    return List.of(family.name(), family.type(), String.valueOf(family.help()));
  }

  private static CollectorRegistry registry() {
    CollectorRegistry registry = new CollectorRegistry();
    Counter.build("requests", "Requests, all \"of\" them\\.").register(registry).inc(3e10);
    Counter labelled =
        Counter.build("errors_total", "Errors.").labelNames("code", "a").register(registry);
    labelled.labels("500", "x\"y\\z\n").inc(0.1);
    labelled.labels("", "\u6f22\ud83d\ude00").inc();
    Gauge gauge =
        Gauge.build("temperature", "Line 1\nline 2").labelNames("room").register(registry);
    for (double value : new double[] {0, -0.0, Double.NaN, -1e-7, Double.MIN_VALUE, 1.0 / 0}) {
      gauge.labels("r" + value).set(value);
    }
    Gauge.build("no_children", "None.").labelNames("a").register(registry);
    Histogram histogram =
        Histogram.build("latency_seconds", "Latency.")
            .labelNames("zone", "m")
            .buckets(0.001, 1, 2.5, 1e6)
            .register(registry);
    histogram.labels("z", "m").observe(0.5);
    histogram.labels("a", "n").observe(1e9);
    Histogram.build("empty_seconds", "Not observed.").register(registry);
    Summary summary =
        Summary.build("size_bytes", "Sizes.")
            .quantile(0.5, 0.05)
            .quantile(0.99, 0.001)
            .labelNames("kind")
            .register(registry);
    summary.labels("big").observe(12345678);
    summary.labels("none");
    Summary.build("plain_bytes", "Without quantiles.").register(registry).observe(3);
    Info.build("build", "Build.").register(registry).info("version", "1.2", "os", "\\");
    Enumeration.build("state", "State.").states("on", "off").register(registry).state("on");
    registry.register(
        new Collector() {
          @Override
          public List<MetricFamilySamples> collect() {
            List<String> le = List.of("le");
            return List.of(
                new MetricFamilySamples(
                    "queue",
                    Type.GAUGE_HISTOGRAM,
                    "Queue.",
                    List.of(
                        new MetricFamilySamples.Sample("queue_bucket", le, List.of("1.0"), 3),
                        new MetricFamilySamples.Sample("queue_bucket", le, List.of("+Inf"), 4),
                        new MetricFamilySamples.Sample("queue_gsum", List.of(), List.of(), 7),
                        new MetricFamilySamples.Sample("queue_gcount", List.of(), List.of(), 4))),
                new MetricFamilySamples(
                    "something",
                    Type.UNKNOWN,
                    "Unknown.",
                    List.of(
                        new MetricFamilySamples.Sample(
                            "something", List.of(), List.of(), 1, 1234567890123L))));
          }
        });
    return registry;
  }
}
