package com.pantahub.it;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A scrape's text, taken apart just enough to ask for values. Whether the text is well formed is
 * judged by promtool and Prometheus.
 */
public record ScrapedText(
    Map<String, String> types, Map<String, String> helps, Map<String, Double> samples) {

  public static ScrapedText of(String text) {
    Map<String, String> types = new LinkedHashMap<>();
    Map<String, String> helps = new LinkedHashMap<>();
    Map<String, Double> samples = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        String[] words = line.split(" ", 4);
        types.put(words[2], words[3]);
      } else if (line.startsWith("# HELP ")) {
        String[] words = line.split(" ", 4);
        helps.put(words[2], words[3]);
      } else if (!line.startsWith("#")) {
        int space = line.lastIndexOf(' ');
        samples.put(line.substring(0, space), number(line.substring(space + 1)));
      }
    }
    return new ScrapedText(types, helps, samples);
  }

  /** Returns the families in the order in which they were written. */
  public List<String> families() {
    return List.copyOf(types.keySet());
  }

  /** Returns the value of a series, spelled as in the text. */
  public double value(String series) {
    Double value = samples.get(series);
    if (value == null) {
      throw new AssertionError("no series " + series + " among " + samples.keySet());
    }
    return value;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
