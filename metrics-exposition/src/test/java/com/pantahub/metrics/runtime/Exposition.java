package com.pantahub.metrics.runtime;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What simpleclient's own text format makes of a registry. */
record Exposition(String text, Map<String, Double> values) {

  private static final Pattern FAMILY =
      Pattern.compile("^# HELP (\\S+) (.*)\n# TYPE \\1 (\\S+)$", Pattern.MULTILINE);

  static Exposition of(CollectorRegistry registry) throws IOException {
    StringWriter text = new StringWriter();
    TextFormat.write004(text, registry.metricFamilySamples());
    Map<String, Double> values =
        samples(text.toString()).stream()
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.lastIndexOf(' ')),
                    line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    return new Exposition(text.toString(), values);
  }

  private static List<String> samples(String text) {
    return text.lines().filter(Predicate.not(line -> line.startsWith("#"))).toList();
  }

  List<String> samples() {
    return samples(text);
  }

  /** Name, type and help of each family, separated by tabs. */
  List<String> families() {
    return FAMILY
        .matcher(text)
        .results()
        .map(found -> found.group(1) + "\t" + found.group(3) + "\t" + found.group(2))
        .toList();
  }

  /** The value of {@code name} or {@code name{label="value",}}. */
  double value(String sample) {
    return Objects.requireNonNull(values.get(sample), sample);
  }
}
