package com.pantahub.metrics.scrape;

import com.pantahub.metrics.scrape.ParsedFamily.Label;
import com.pantahub.metrics.scrape.ParsedFamily.Sample;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the samples of one family make metrics of its type: each metric's lines stand
 * together; buckets and quantiles ascend, then comes the sum, then the count; the last bucket is
 * {@code +Inf} and has the value of the count. Not thread-safe; one per family.
 */
final class MetricShape {

  private final String family;
  private final String type;
  private final boolean ordered;
  private final Set<List<Label>> ended = new HashSet<>();
  private @Nullable List<Label> metric;
  private int rank;
  private double bound;
  private double infiniteBucket;

  /**
   * Makes a check of a family's samples.
   *
   * @param ordered whether labels and lines have to be in order too
   */
  MetricShape(String family, String type, boolean ordered) {
    this.family = family;
    this.type = type;
    this.ordered = ordered;
  }

  /** Adds a sample; returns what is wrong with it, or null. */
  @Nullable String add(Sample sample) {
    int newRank = rank(sample.name());
    if (newRank < 0) {
      return "sample does not belong to " + type + " " + family;
    }
    String boundLabel = newRank > 0 ? null : boundLabel();
    List<Label> others =
        sample.labels().stream().filter(label -> !label.name().equals(boundLabel)).toList();
    if (type.equals("summary") && newRank > 0 && sample.label("quantile") != null) {
      return "quantile label on a summary's own sample";
    }
    String problem = ordered ? labelOrder(sample, others, boundLabel) : null;
    if (problem == null && !others.equals(metric)) {
      problem = end();
      if (problem == null && !ended.add(others) && ordered) {
        problem = "lines of a metric do not stand together";
      }
      metric = others;
      rank = 0;
      bound = Double.NaN;
      infiniteBucket = Double.NaN;
    }
    return problem != null ? problem : next(sample, newRank, boundLabel);
  }

  /** Ends the last metric; returns what it lacks, or null. */
  @Nullable String end() {
    boolean lacksInfinity =
        ordered
            && type.equals("histogram")
            && metric != null
            && !Double.isNaN(bound)
            && bound != Double.POSITIVE_INFINITY;
    return lacksInfinity ? "buckets without +Inf" : null;
  }

  private @Nullable String next(Sample sample, int newRank, @Nullable String boundLabel) {
    if (newRank < rank && ordered) {
      return "bucket or quantile, sum and count are not in this order";
    }
    rank = newRank;
    if (boundLabel == null) {
      boolean isCount = newRank == 2 && type.equals("histogram");
      return isCount
              && !Double.isNaN(infiniteBucket)
              && Double.compare(infiniteBucket, sample.value()) != 0
          ? "bucket +Inf differs from the count"
          : null;
    }
    String text = sample.label(boundLabel);
    if (text == null) {
      return "no label " + boundLabel;
    }
    double newBound;
    try {
      newBound = Double.parseDouble(text.replace("Inf", "Infinity"));
    } catch (NumberFormatException e) {
      return boundLabel + " is not a number";
    }
    if (newBound <= bound) {
      return boundLabel + " does not ascend";
    }
    bound = newBound;
    if (newBound == Double.POSITIVE_INFINITY) {
      infiniteBucket = sample.value();
    }
    return null;
  }

  private static @Nullable String labelOrder(
      Sample sample, List<Label> others, @Nullable String boundLabel) {
    for (int i = 1; i < others.size(); i++) {
      if (others.get(i - 1).name().compareTo(others.get(i).name()) >= 0) {
        return "labels are not sorted by name";
      }
    }
    int last = sample.labels().size() - 1;
    return others.size() <= last && !sample.labels().get(last).name().equals(boundLabel)
        ? boundLabel + " is not the last label"
        : null;
  }

  private @Nullable String boundLabel() {
    return switch (type) {
      case "histogram" -> "le";
      case "summary" -> "quantile";
      default -> null;
    };
  }

  /** Returns 0 for a bucket, a quantile and a plain value, 1 for a sum, 2 for a count, else -1. */
  private int rank(String name) {
    if (!name.startsWith(family)) {
      return -1;
    }
    String suffix = name.substring(family.length());
    return switch (type) {
      case "histogram" -> List.of("_bucket", "_sum", "_count").indexOf(suffix);
      case "summary" -> List.of("", "_sum", "_count").indexOf(suffix);
      default -> suffix.isEmpty() ? 0 : -1;
    };
  }
}
