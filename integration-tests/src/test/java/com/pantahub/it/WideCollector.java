package com.pantahub.it;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/** A collector of at least a number of bytes of text. Immutable. */
final class WideCollector extends Collector {

  private static final int LABEL_CHARS = 1000;

  private final List<MetricFamilySamples> families;

  WideCollector(int bytes) {
    GaugeMetricFamily family = new GaugeMetricFamily("wide", "Much text.", List.of("text"));
    for (int i = 0; i * LABEL_CHARS < bytes; i++) {
      String number = Integer.toString(i);
      family.addMetric(List.of(number + "x".repeat(LABEL_CHARS - number.length())), i);
    }
    families = List.of(family);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    return families;
  }
}
