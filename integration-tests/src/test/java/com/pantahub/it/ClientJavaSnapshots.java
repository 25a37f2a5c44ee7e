package com.pantahub.it;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.List;

/** One snapshot of each kind that client_java 1.x has. Stateless. */
final class ClientJavaSnapshots {

  private static final long CREATED_MILLIS = 1_700_000_000_123L;
  private static final long SCRAPED_MILLIS = 1_700_000_100_000L;
  private static final Labels LABELS =
      Labels.of("path", "/a\"b\\c\nd{}", "zone", "größer, kleiner");
  private static final Exemplar EXEMPLAR =
      Exemplar.builder()
          .value(0.25)
          .traceId("4bf92f3577b34da6")
          .spanId("00f067aa0ba902b7")
          .timestampMillis(CREATED_MILLIS)
          .build();

  private ClientJavaSnapshots() {}

  /** Makes a registry with one collector for each kind. */
  static PrometheusRegistry registry() {
    PrometheusRegistry registry = new PrometheusRegistry();
    for (MetricSnapshot snapshot : all()) {
      registry.register(() -> snapshot);
    }
    return registry;
  }

  private static List<MetricSnapshot> all() {
    return List.of(
        counter(),
        gauge(),
        classicHistogram(),
        nativeHistogram(),
        mixedHistogram(),
        gaugeHistogram(),
        summary(),
        info(),
        stateSet(),
        unknown());
  }

  private static MetricSnapshot counter() {
    return CounterSnapshot.builder()
        .name("cpu.time_seconds")
        .help("A \"name\" with a dot, a \\ and\na unit.")
        .unit(Unit.SECONDS)
        .dataPoint(
            CounterDataPointSnapshot.builder()
                .value(1234.5)
                .labels(LABELS)
                .exemplar(EXEMPLAR)
                .createdTimestampMillis(CREATED_MILLIS)
                .build())
        .dataPoint(CounterDataPointSnapshot.builder().value(1e21).build())
        .build();
  }

  private static MetricSnapshot gauge() {
    return GaugeSnapshot.builder()
        .name("temperature_celsius")
        .help("With a time.")
        .unit(Unit.CELSIUS)
        .dataPoint(
            GaugeDataPointSnapshot.builder()
                .value(Double.NEGATIVE_INFINITY)
                .labels(LABELS)
                .scrapeTimestampMillis(SCRAPED_MILLIS)
                .build())
        .dataPoint(GaugeDataPointSnapshot.builder().value(Double.NaN).build())
        .build();
  }

  private static MetricSnapshot classicHistogram() {
    return HistogramSnapshot.builder()
        .name("latency_seconds")
        .help("Classic buckets.")
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(classicBuckets())
                .labels(LABELS)
                .sum(5.5)
                .exemplars(Exemplars.of(EXEMPLAR))
                .createdTimestampMillis(CREATED_MILLIS)
                .build())
        .build();
  }

  private static MetricSnapshot nativeHistogram() {
    return HistogramSnapshot.builder()
        .name("native_bytes")
        .help("Native buckets only.")
        .dataPoint(nativePoint().build())
        .build();
  }

  private static MetricSnapshot mixedHistogram() {
    return HistogramSnapshot.builder()
        .name("mixed_bytes")
        .help("Both kinds of buckets.")
        .dataPoint(nativePoint().classicHistogramBuckets(classicBuckets()).build())
        .build();
  }

  private static MetricSnapshot gaugeHistogram() {
    return HistogramSnapshot.builder()
        .name("queue_size")
        .help("What waits.")
        .gaugeHistogram(true)
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(classicBuckets())
                .labels(LABELS)
                .sum(-3)
                .build())
        .build();
  }

  private static MetricSnapshot summary() {
    return SummarySnapshot.builder()
        .name("size_bytes")
        .help("Quantiles.")
        .dataPoint(
            SummaryDataPointSnapshot.builder()
                .quantiles(Quantiles.builder().quantile(0.5, 12).quantile(0.999, 1e9).build())
                .labels(LABELS)
                .count(17)
                .sum(1.5e9)
                .createdTimestampMillis(CREATED_MILLIS)
                .build())
        .dataPoint(SummaryDataPointSnapshot.builder().count(3).build())
        .build();
  }

  private static MetricSnapshot info() {
    return InfoSnapshot.builder()
        .name("build")
        .help("What runs.")
        .dataPoint(InfoDataPointSnapshot.builder().labels(Labels.of("version", "1.2")).build())
        .build();
  }

  private static MetricSnapshot stateSet() {
    return StateSetSnapshot.builder()
        .name("feature")
        .help("What is on.")
        .dataPoint(
            StateSetDataPointSnapshot.builder()
                .labels(LABELS)
                .state("fast", true)
                .state("safe", false)
                .build())
        .build();
  }

  private static MetricSnapshot unknown() {
    return UnknownSnapshot.builder()
        .name("anything")
        .dataPoint(UnknownDataPointSnapshot.builder().value(-0.5).labels(LABELS).build())
        .build();
  }

  private static ClassicHistogramBuckets classicBuckets() {
    return ClassicHistogramBuckets.builder()
        .bucket(0.1, 3)
        .bucket(1, 4)
        .bucket(2_500_000, 0)
        .bucket(Double.POSITIVE_INFINITY, 2)
        .build();
  }

  private static HistogramDataPointSnapshot.Builder nativePoint() {
    return HistogramDataPointSnapshot.builder()
        .nativeSchema(5)
        .nativeZeroCount(1)
        .nativeBucketsForPositiveValues(
            NativeHistogramBuckets.builder().bucket(2, 5).bucket(4, 3).build())
        .labels(LABELS)
        .sum(99);
  }
}
