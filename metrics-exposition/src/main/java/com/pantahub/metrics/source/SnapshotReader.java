package com.pantahub.metrics.source;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DistributionDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads client_java 1.x snapshots sample by sample. Not thread-safe. */
final class SnapshotReader {

  private final SnapshotLabels names = new SnapshotLabels(true);
  private final SnapshotLabels values = new SnapshotLabels(false);
  private final BoundTexts bounds = new BoundTexts();

  /** Delivers one snapshot as one family. */
  void read(MetricSnapshot snapshot, FamilyVisitor visitor) {
    String name = snapshot.getMetadata().getPrometheusName();
    if (snapshot instanceof CounterSnapshot counter) {
      begin(counter, FamilyType.COUNTER, visitor);
      readCounter(name, counter, visitor);
    } else if (snapshot instanceof GaugeSnapshot gauge) {
      begin(gauge, FamilyType.GAUGE, visitor);
      for (GaugeDataPointSnapshot point : gauge.getDataPoints()) {
        sample(visitor, name, point, point.getValue(), exemplar(visitor, point.getExemplar()));
      }
    } else if (snapshot instanceof HistogramSnapshot histogram) {
      begin(histogram, histogramType(histogram), visitor);
      readHistogram(name, histogram, visitor);
    } else if (snapshot instanceof SummarySnapshot summary) {
      begin(summary, FamilyType.SUMMARY, visitor);
      readSummary(name, summary, visitor);
    } else if (snapshot instanceof InfoSnapshot info) {
      begin(info, FamilyType.INFO, visitor);
      for (InfoDataPointSnapshot point : info.getDataPoints()) {
        sample(visitor, name + "_info", point, 1, null);
      }
    } else if (snapshot instanceof StateSetSnapshot stateSet) {
      begin(stateSet, FamilyType.STATE_SET, visitor);
      readStateSet(name, stateSet, visitor);
    } else if (snapshot instanceof UnknownSnapshot unknown) {
      begin(unknown, FamilyType.UNTYPED, visitor);
      for (UnknownDataPointSnapshot point : unknown.getDataPoints()) {
        sample(visitor, name, point, point.getValue(), exemplar(visitor, point.getExemplar()));
      }
    } else {
      throw new IllegalArgumentException("unknown kind of snapshot: " + snapshot.getClass());
    }
  }

  private static void begin(MetricSnapshot snapshot, FamilyType type, FamilyVisitor visitor) {
    MetricMetadata metadata = snapshot.getMetadata();
    String unit = metadata.getUnit() == null ? null : metadata.getUnit().toString();
    visitor.family(metadata.getPrometheusName(), type, unit, metadata.getHelp());
  }

  private void readCounter(String name, CounterSnapshot counter, FamilyVisitor visitor) {
    String total = name + "_total";
    String created = name + "_created";
    for (CounterDataPointSnapshot point : counter.getDataPoints()) {
      sample(visitor, total, point, point.getValue(), exemplar(visitor, point.getExemplar()));
      created(visitor, created, point);
    }
  }

  private static FamilyType histogramType(HistogramSnapshot histogram) {
    return histogram.isGaugeHistogram() ? FamilyType.GAUGE_HISTOGRAM : FamilyType.HISTOGRAM;
  }

  private void readHistogram(String name, HistogramSnapshot histogram, FamilyVisitor visitor) {
    boolean gauge = histogram.isGaugeHistogram();
    String bucket = name + "_bucket";
    String sum = name + (gauge ? "_gsum" : "_sum");
    String count = name + (gauge ? "_gcount" : "_count");
    String created = name + "_created";
    for (HistogramDataPointSnapshot point : histogram.getDataPoints()) {
      readBuckets(bucket, point, visitor);
      distribution(visitor, sum, count, point);
      created(visitor, created, point);
    }
  }

  private void readBuckets(String name, HistogramDataPointSnapshot point, FamilyVisitor visitor) {
    if (!point.hasClassicHistogramData()) {
      bounded(
          visitor, name, point, "le", Double.POSITIVE_INFINITY, (double) point.getCount(), null);
      return;
    }
    ClassicHistogramBuckets buckets = point.getClassicBuckets();
    long cumulative = 0;
    double lowerBound = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < buckets.size(); i++) {
      cumulative += buckets.getCount(i);
      double upperBound = buckets.getUpperBound(i);
      Exemplar exemplar =
          visitor.wantsExemplars()
              ? exemplar(visitor, point.getExemplars().get(lowerBound, upperBound))
              : null;
      bounded(visitor, name, point, "le", upperBound, (double) cumulative, exemplar);
      lowerBound = upperBound;
    }
  }

  private void readSummary(String name, SummarySnapshot summary, FamilyVisitor visitor) {
    String sum = name + "_sum";
    String count = name + "_count";
    String created = name + "_created";
    for (SummaryDataPointSnapshot point : summary.getDataPoints()) {
      for (int i = 0; i < point.getQuantiles().size(); i++) {
        Quantile quantile = point.getQuantiles().get(i);
        bounded(
            visitor, name, point, "quantile", quantile.getQuantile(), quantile.getValue(), null);
      }
      distribution(visitor, sum, count, point);
      created(visitor, created, point);
    }
  }

  private void readStateSet(String name, StateSetSnapshot stateSet, FamilyVisitor visitor) {
    for (StateSetDataPointSnapshot point : stateSet.getDataPoints()) {
      for (int i = 0; i < point.size(); i++) {
        visitor.sample(
            name,
            names.show(point.getLabels(), name),
            values.show(point.getLabels(), point.getName(i)),
            point.isTrue(i) ? 1 : 0,
            timestamp(point),
            null);
      }
    }
  }

  private void distribution(
      FamilyVisitor visitor, String sum, String count, DistributionDataPointSnapshot point) {
    if (point.hasSum()) {
      sample(visitor, sum, point, point.getSum(), null);
    }
    if (point.hasCount()) {
      sample(visitor, count, point, (double) point.getCount(), null);
    }
  }

  private void created(FamilyVisitor visitor, String name, DataPointSnapshot point) {
    if (point.hasCreatedTimestamp()) {
      sample(visitor, name, point, point.getCreatedTimestampMillis() / 1000.0, null);
    }
  }

  private void bounded(
      FamilyVisitor visitor,
      String name,
      DataPointSnapshot point,
      String boundLabel,
      double bound,
      double value,
      @Nullable Exemplar exemplar) {
    visitor.sample(
        name,
        names.show(point.getLabels(), boundLabel),
        values.show(point.getLabels(), bounds.of(bound)),
        value,
        timestamp(point),
        exemplar);
  }

  private void sample(
      FamilyVisitor visitor,
      String name,
      DataPointSnapshot point,
      double value,
      @Nullable Exemplar exemplar) {
    visitor.sample(
        name,
        names.show(point.getLabels(), null),
        values.show(point.getLabels(), null),
        value,
        timestamp(point),
        exemplar);
  }

  private static long timestamp(DataPointSnapshot point) {
    return point.hasScrapeTimestamp()
        ? point.getScrapeTimestampMillis()
        : FamilyVisitor.NO_TIMESTAMP;
  }

  private static @Nullable Exemplar exemplar(
      FamilyVisitor visitor, io.prometheus.metrics.model.snapshots.@Nullable Exemplar exemplar) {
    if (exemplar == null || !visitor.wantsExemplars()) {
      return null;
    }
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < exemplar.getLabels().size(); i++) {
      names.add(exemplar.getLabels().getPrometheusName(i));
      values.add(exemplar.getLabels().getValue(i));
    }
    return new Exemplar(
        names,
        values,
        exemplar.getValue(),
        exemplar.hasTimestamp() ? exemplar.getTimestampMillis() : FamilyVisitor.NO_TIMESTAMP);
  }
}
