package com.pantahub.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sample as a line of text format 0.0.4 has it, read with the leniency a comparison of different
 * writers needs: a comma may end the labels. Immutable.
 *
 * @param name the sample's name
 * @param labels values by label name in the line's order; no value may contain a backslash
 * @param value the value
 */
record TextSample(String name, Map<String, String> labels, double value) {

  /**
   * Reads all samples of a text.
   *
   * @throws IllegalArgumentException if a line can't be read
   */
  static List<TextSample> parseAll(String text) {
    return text.lines().filter(line -> !line.startsWith("#")).map(TextSample::parse).toList();
  }

  /**
   * Reads one line.
   *
   * @throws IllegalArgumentException if the line can't be read
   */
  static TextSample parse(String line) {
    int space = line.lastIndexOf(' ');
    int brace = line.indexOf('{');
    if (space < 0 || line.indexOf('\\') >= 0) {
      throw new IllegalArgumentException("not a sample that can be read: " + line);
    }
    double value = parseValue(line.substring(space + 1));
    if (brace < 0) {
      return new TextSample(line.substring(0, space), Map.of(), value);
    }
    String labels = line.substring(brace + 1, line.lastIndexOf('}', space));
    return new TextSample(line.substring(0, brace), parseLabels(labels), value);
  }

  /** Reads a number as it is written for values and for the labels le and quantile. */
  static double parseValue(String spelling) {
    return switch (spelling) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(spelling);
    };
  }

  private static Map<String, String> parseLabels(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    int position = 0;
    while (position < text.length()) {
      int quote = text.indexOf("=\"", position);
      int end = text.indexOf('"', quote + 2);
      labels.put(text.substring(position, quote), text.substring(quote + 2, end));
      position = end + 2;
    }
    return labels;
  }
}
