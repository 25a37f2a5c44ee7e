package com.pantahub.it;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a scrape with its meaning, so that two writers can be compared. Immutable.
 *
 * @param name the name of the sample
 * @param labels its labels
 * @param value its value
 * @param timestamp its time in the unit of the format, or NaN
 * @param exemplar its exemplar, or null
 */
record SampleLine(
    String name,
    SortedMap<String, String> labels,
    double value,
    double timestamp,
    Exemplar exemplar) {

  /** What a sample points to; its time is NaN where there is none. Immutable. */
  record Exemplar(SortedMap<String, String> labels, double value, double timestamp) {}

  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Text in braces; a brace in a quoted value ends nothing. */
  private static final String LABELS = "\\{((?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*\")*)\\}";

  private static final Pattern LINE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:"
              + LABELS
              + ")? (\\S+)(?: ([^# ]+))?(?: # "
              + LABELS
              + " (\\S+)(?: (\\S+))?)?");

  /**
   * Takes every sample of a text apart; fails where a line is none, and where one is there twice.
   */
  static List<SampleLine> all(String text) {
    Map<List<Object>, SampleLine> samples = new HashMap<>();
    for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
      SampleLine sample = parse(line);
      if (samples.put(List.of(sample.name, sample.labels), sample) != null) {
        throw new AssertionError("twice: " + line);
      }
    }
    return new ArrayList<>(samples.values());
  }

  /** Returns the same with bounds as numbers: in OpenMetrics 1e+06 and 1000000.0 are one bound. */
  SampleLine withNumericBounds() {
    SortedMap<String, String> numeric = new TreeMap<>(labels);
    for (String bound : List.of("le", "quantile")) {
      numeric.computeIfPresent(bound, (name, text) -> Double.toString(number(text)));
    }
    return new SampleLine(name, numeric, value, timestamp, exemplar);
  }

  private static SampleLine parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("no sample: " + line);
    }
    Exemplar exemplar =
        matcher.group(6) == null
            ? null
            : new Exemplar(
                labels(matcher.group(5)), number(matcher.group(6)), time(matcher.group(7)));
    return new SampleLine(
        matcher.group(1),
        labels(matcher.group(2)),
        number(matcher.group(3)),
        time(matcher.group(4)),
        exemplar);
  }

  private static SortedMap<String, String> labels(String text) {
    SortedMap<String, String> labels = new TreeMap<>();
    if (text != null) {
      Matcher matcher = LABEL.matcher(text);
      while (matcher.find()) {
        if (labels.put(matcher.group(1), matcher.group(2)) != null) {
          throw new AssertionError("a label twice: " + text);
        }
      }
    }
    return labels;
  }

  private static double time(String text) {
    return text == null ? Double.NaN : number(text);
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
