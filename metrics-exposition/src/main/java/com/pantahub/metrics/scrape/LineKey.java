package com.pantahub.metrics.scrape;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A valid sample's line up to the value, as parts that can be compared. Immutable.
 *
 * @param sample the sample's index in order of delivery
 * @param role what the sample is in its family
 * @param name the name at the start of the line
 * @param labelNames its label names in order, without {@code le} or {@code quantile}
 * @param labelValues their values
 * @param bound the value of {@code le} or {@code quantile}, or null
 * @param boundValue the number which that is
 */
record LineKey(
    int sample,
    SampleRole role,
    String name,
    List<String> labelNames,
    List<String> labelValues,
    @Nullable String bound,
    double boundValue) {

  /**
   * The order of lines in a family, client_golang's: metrics with fewer labels first, then by label
   * values, then by label names; within a metric its buckets or quantiles in ascending order, its
   * sum, its count.
   */
  static final Comparator<LineKey> ORDER =
      Comparator.<LineKey>comparingInt(key -> key.labelNames.size())
          .thenComparing(LineKey::labelValues, LineKey::compareTexts)
          .thenComparing(LineKey::labelNames, LineKey::compareTexts)
          .thenComparing(LineKey::role)
          .thenComparingDouble(LineKey::boundValue)
          .thenComparing(key -> key.bound == null ? "" : key.bound);

  /** Tells whether two lines are of one series. */
  boolean isSameSeries(LineKey other) {
    return ORDER.compare(this, other) == 0;
  }

  /** Tells whether two lines are of one metric. */
  boolean isOfMetric(LineKey other) {
    return labelNames.equals(other.labelNames) && labelValues.equals(other.labelValues);
  }

  /**
   * Returns the bucket behind this one that counts all observations.
   *
   * @param countSample the sample whose value is that count
   */
  LineKey lastBucket(int countSample, ExpositionFormat format) {
    double bound = Double.POSITIVE_INFINITY;
    return new LineKey(
        countSample, role, name, labelNames, labelValues, format.bound("+Inf", bound), bound);
  }

  /** Appends the line up to its value: name, labels and a space. */
  void appendTo(Utf8Bytes bytes) {
    bytes.append(name);
    char separator = '{';
    for (int i = 0; i < labelNames.size(); i++) {
      bytes.append(separator).append(labelNames.get(i)).append("=\"");
      bytes.appendLabelValue(labelValues.get(i)).append('"');
      separator = ',';
    }
    String boundLabel = role.boundLabel();
    if (boundLabel != null && bound != null) {
      bytes.append(separator).append(boundLabel).append("=\"").append(bound).append('"');
      separator = ',';
    }
    if (separator == ',') {
      bytes.append('}');
    }
    bytes.append(' ');
  }

  private static int compareTexts(List<String> a, List<String> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = Utf8Text.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
