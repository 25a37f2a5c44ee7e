package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilyCollector;
import com.pantahub.metrics.source.FamilyType;
import com.pantahub.metrics.source.FamilyVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A family as a collector delivers it, right or wrong. Immutable.
 *
 * @param name its name
 * @param type its type
 * @param help its help text
 * @param samples its samples in order of delivery
 */
record GivenFamily(
    @Nullable String name, FamilyType type, @Nullable String help, List<GivenSample> samples) {

  /**
   * A sample as a collector delivers it. Immutable, but for the lists in it.
   *
   * @param name its name
   * @param labelNames its label names
   * @param labelValues its label values
   * @param value its value
   * @param timestampMillis its timestamp, or {@link FamilyVisitor#NO_TIMESTAMP}
   */
  record GivenSample(
      @Nullable String name,
      @Nullable List<String> labelNames,
      @Nullable List<String> labelValues,
      double value,
      long timestampMillis) {

    /** Returns the same sample with a timestamp. */
    GivenSample at(long millis) {
      return new GivenSample(name, labelNames, labelValues, value, millis);
    }

    /** Hands the sample over, nulls included: a visitor has to stand them. */
    @NullUnmarked
    void deliverTo(FamilyVisitor visitor) {
      visitor.sample(name, labelNames, labelValues, value, timestampMillis, null);
    }
  }

  static GivenFamily family(
      @Nullable String name, FamilyType type, @Nullable String help, GivenSample... samples) {
    return new GivenFamily(name, type, help, List.of(samples));
  }

  static GivenFamily gauge(String name, GivenSample... samples) {
    return family(name, FamilyType.GAUGE, null, samples);
  }

  /** Makes a sample with labels given as names and values by turns. */
  static GivenSample sample(@Nullable String name, double value, @Nullable String... labels) {
    List<@Nullable String> names = new ArrayList<>();
    List<@Nullable String> values = new ArrayList<>();
    for (int i = 0; i < labels.length; i += 2) {
      names.add(labels[i]);
      values.add(labels[i + 1]);
    }
    return new GivenSample(name, asDelivered(names), asDelivered(values), value, noTimestamp());
  }

  /** Makes a sample of any label names and values, however many of each. */
  static GivenSample sample(
      @Nullable String name,
      double value,
      @Nullable List<@Nullable String> labelNames,
      @Nullable List<@Nullable String> labelValues) {
    return new GivenSample(
        name, asDelivered(labelNames), asDelivered(labelValues), value, noTimestamp());
  }

  /** Returns a collector that delivers families and nothing else. */
  static FamilyCollector collector(GivenFamily... families) {
    List<GivenFamily> delivered = Arrays.asList(families);
    return visitor -> delivered.forEach(family -> family.deliverTo(visitor));
  }

  /** Hands the family over, nulls included: a visitor has to stand them. */
  @NullUnmarked
  void deliverTo(FamilyVisitor visitor) {
    visitor.family(name, type, null, help);
    samples.forEach(sample -> sample.deliverTo(visitor));
  }

  private static long noTimestamp() {
    return FamilyVisitor.NO_TIMESTAMP;
  }

  /** Passes a list with nulls for one without. */
  @NullUnmarked
  private static List<String> asDelivered(List<String> strings) {
    return strings;
  }
}
