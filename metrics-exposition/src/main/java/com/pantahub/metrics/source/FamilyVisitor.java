package com.pantahub.metrics.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes families and their samples, in the order a {@link FamilyCollector} has them. Not
 * thread-safe.
 *
 * <p>Nothing delivered is trusted: what breaks the rules of the format is dropped, counted and
 * reported, whatever it is, nulls included. Lists are read during the call only, so a caller may
 * reuse them.
 */
public interface FamilyVisitor {

  /** The timestamp of a sample that has none. */
  long NO_TIMESTAMP = Long.MIN_VALUE;

  /**
   * Begins a family; the samples that follow belong to it.
   *
   * @param name the family's name; a counter's with or without {@code _total}, an info's with or
   *     without {@code _info}
   * @param type the family's type
   * @param unit the unit that the name ends with; none when null or empty
   * @param help the text behind {@code # HELP}; none when null or empty
   */
  void family(String name, FamilyType type, @Nullable String unit, @Nullable String help);

  /**
   * Adds a sample to the family begun last.
   *
   * @param name the sample's own name, for instance {@code x_bucket} in a histogram {@code x}
   * @param labelNames its label names, {@code le} and {@code quantile} included
   * @param labelValues as many values as there are names
   * @param value its value
   * @param timestampMillis milliseconds since the epoch, or {@link #NO_TIMESTAMP}
   * @param exemplar an observation the sample points to, or null
   */
  void sample(
      String name,
      List<String> labelNames,
      List<String> labelValues,
      double value,
      long timestampMillis,
      @Nullable Exemplar exemplar);

  /**
   * Adds a sample that has neither timestamp nor exemplar to the family begun last.
   *
   * @param name the sample's own name
   * @param labelNames its label names
   * @param labelValues as many values as there are names
   * @param value its value
   */
  default void sample(
      String name, List<String> labelNames, List<String> labelValues, double value) {
    sample(name, labelNames, labelValues, value, NO_TIMESTAMP, null);
  }

  /**
   * Tells whether exemplars are of any use to this scrape, so that none need be made otherwise.
   *
   * @return whether the scrape's format has exemplars
   */
  boolean wantsExemplars();
}
