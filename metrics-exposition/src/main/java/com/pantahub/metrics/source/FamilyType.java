package com.pantahub.metrics.source;

/**
 * The type of a metric family, as the metric models of the Prometheus clients know it. Immutable.
 *
 * <p>Text format 0.0.4 has five of them; the others are written as simpleclient writes them: a
 * gauge histogram as a histogram, state sets and infos as gauges.
 */
public enum FamilyType {
  /** A value that only goes up. */
  COUNTER("counter"),
  /** A value that goes up and down. */
  GAUGE("gauge"),
  /** Counted observations in buckets. */
  HISTOGRAM("histogram"),
  /** Counted observations with quantiles. */
  SUMMARY("summary"),
  /** A value of which no more is known. */
  UNTYPED("untyped"),
  /** A histogram whose buckets go up and down. */
  GAUGE_HISTOGRAM("histogram"),
  /** A set of states which are on or off. */
  STATE_SET("gauge"),
  /** Labels that describe the process, with the value 1. */
  INFO("gauge");

  private final String textFormatName;

  FamilyType(String textFormatName) {
    this.textFormatName = textFormatName;
  }

  /**
   * Returns the word behind {@code # TYPE} in text format 0.0.4.
   *
   * @return counter, gauge, histogram, summary or untyped
   */
  public String textFormatName() {
    return textFormatName;
  }
}
