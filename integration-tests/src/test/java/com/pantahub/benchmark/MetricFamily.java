package com.pantahub.benchmark;

import java.util.List;

/**
 * A metric family with fixed content, from which the registry of any library can be filled.
 * Immutable.
 *
 * @param name the name without {@code _total} and {@code _info}
 * @param kind what it measures
 * @param help its description
 * @param labelNames the names of its labels
 * @param children its content, one entry per combination of label values
 */
record MetricFamily(
    String name, Kind kind, String help, List<String> labelNames, List<Child> children) {

  /** The upper bounds of every histogram, without infinity: simpleclient's defaults. */
  static final List<Double> BUCKETS =
      List.of(.005, .01, .025, .05, .075, .1, .25, .5, .75, 1.0, 2.5, 5.0, 7.5, 10.0);

  /** What a family measures. */
  enum Kind {
    COUNTER,
    GAUGE,
    /** Labels that describe something, with the value 1. */
    INFO,
    /** A sum and a number of observations in seconds, without quantiles. */
    SUMMARY,
    /** Observations in seconds, counted in {@link #BUCKETS}. */
    HISTOGRAM
  }

  /**
   * The content for one combination of label values. Immutable.
   *
   * @param labelValues as many values as the family has label names
   * @param values the one value; of a summary or histogram its observations, each a whole number of
   *     nanoseconds, in their order
   */
  record Child(List<String> labelValues, List<Double> values) {}

  /** Returns the number of samples of this family in text format 0.0.4. */
  int samples() {
    int perChild =
        switch (kind) {
          case COUNTER, GAUGE, INFO -> 1;
          case SUMMARY -> 2;
          case HISTOGRAM -> BUCKETS.size() + 3;
        };
    return perChild * children.size();
  }
}
