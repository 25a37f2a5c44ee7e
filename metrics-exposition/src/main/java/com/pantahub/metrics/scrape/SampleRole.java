package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilyType;
import org.jspecify.annotations.Nullable;

/**
 * What a sample is in its family, by its name; in the order in which the samples of one metric are
 * written. Immutable.
 */
enum SampleRole {
  /** The value of a metric, in a family whose metrics have one value. */
  VALUE,
  /** A bucket of a histogram, with the label {@code le}. */
  BUCKET,
  /** A quantile of a summary, with the label {@code quantile}. */
  QUANTILE,
  /** The sum of all observations. */
  SUM,
  /** The number of all observations. */
  COUNT,
  /** The sum of a gauge histogram. */
  GAUGE_SUM,
  /** The number of a gauge histogram. */
  GAUGE_COUNT,
  /** The time of creation. */
  CREATED,
  /** A series that has no place in this family: it is a family of its own. */
  FOREIGN;

  /**
   * Finds the role of a sample.
   *
   * @param type the family's type
   * @param family the family's exported name, {@code _total} and {@code _info} included
   * @param sample the sample's own name
   */
  static SampleRole of(FamilyType type, String family, @Nullable String sample) {
    if (sample == null) {
      return FOREIGN;
    }
    if (sample.startsWith(family)) {
      SampleRole role = ofSuffix(type, sample.substring(family.length()));
      if (role != FOREIGN) {
        return role;
      }
    }
    String base = ExportedName.base(type, family);
    return sample.startsWith(base) ? ofSuffix(type, sample.substring(base.length())) : FOREIGN;
  }

  private static SampleRole ofSuffix(FamilyType type, String suffix) {
    if (suffix.equals("_created")) {
      return CREATED;
    }
    return switch (type) {
      case HISTOGRAM, GAUGE_HISTOGRAM -> ofHistogramSuffix(type, suffix);
      case SUMMARY ->
          switch (suffix) {
            case "" -> QUANTILE;
            case "_sum" -> SUM;
            case "_count" -> COUNT;
            default -> FOREIGN;
          };
      case COUNTER, GAUGE, UNTYPED, STATE_SET, INFO -> suffix.isEmpty() ? VALUE : FOREIGN;
    };
  }

  private static SampleRole ofHistogramSuffix(FamilyType type, String suffix) {
    boolean gauge = type == FamilyType.GAUGE_HISTOGRAM;
    return switch (suffix) {
      case "_bucket" -> BUCKET;
      case "_sum" -> SUM;
      case "_count" -> COUNT;
      case "_gsum" -> gauge ? GAUGE_SUM : FOREIGN;
      case "_gcount" -> gauge ? GAUGE_COUNT : FOREIGN;
      default -> FOREIGN;
    };
  }

  /** Returns the label that tells the samples of this role of one metric apart, or null. */
  @Nullable String boundLabel() {
    return switch (this) {
      case BUCKET -> "le";
      case QUANTILE -> "quantile";
      default -> null;
    };
  }
}
