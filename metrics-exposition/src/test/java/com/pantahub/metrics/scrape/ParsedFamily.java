package com.pantahub.metrics.scrape;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A family as {@link StrictTextParser} found it. Immutable.
 *
 * @param name the name behind {@code # TYPE}
 * @param type the word behind the name
 * @param help the unescaped text of the HELP line, or null if there is no such line
 * @param samples the samples in their order
 */
record ParsedFamily(String name, String type, @Nullable String help, List<Sample> samples) {

  /**
   * One line with a value. Immutable.
   *
   * @param name the name at its start
   * @param labels the labels in their order
   * @param value the value; two are equal if their bits are, and all NaN are
   * @param timestampMillis the timestamp, or null if there is none
   */
  record Sample(String name, List<Label> labels, double value, @Nullable Long timestampMillis) {

    /** Returns what identifies the series: its name and its labels, whatever their order. */
    Series series() {
      return new Series(name, labels.stream().sorted().toList());
    }

    /** Returns the value of a label, or null if there is no such label. */
    @Nullable String label(String labelName) {
      return labels.stream()
          .filter(label -> label.name.equals(labelName))
          .map(Label::value)
          .findFirst()
          .orElse(null);
    }
  }

  /** A name with labels sorted by name. Immutable. */
  record Series(String name, List<Label> labels) {}

  /** A label with its unescaped value. Immutable. */
  record Label(String name, String value) implements Comparable<Label> {
    @Override
    public int compareTo(Label other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : value.compareTo(other.value);
    }
  }
}
