package com.pantahub.metrics.runtime;

import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tests compare of collected families. */
final class Families {

  private Families() {}

  /** All but the values. */
  static List<List<Object>> shape(List<MetricFamilySamples> families) {
    return families.stream()
        .map(
            family ->
                List.<Object>of(
                    family.name,
                    family.type,
                    family.unit,
                    family.help,
                    List.copyOf(values(family).keySet())))
        .toList();
  }

  /** The values by the name of the sample and its labels, in the order of the samples. */
  static Map<String, Double> values(List<MetricFamilySamples> families) {
    Map<String, Double> values = new LinkedHashMap<>();
    families.forEach(family -> values.putAll(values(family)));
    return values;
  }

  private static Map<String, Double> values(MetricFamilySamples family) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (MetricFamilySamples.Sample sample : family.samples) {
      values.put(sample.name + sample.labelNames + sample.labelValues, sample.value);
    }
    return values;
  }
}
