package com.pantahub.benchmark;

import com.pantahub.benchmark.MetricFamily.Child;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.Info;
import io.prometheus.client.Summary;
import java.util.List;

/** Fills a simpleclient registry, which both simpleclient's own writer and this project read. */
final class SimpleclientRegistry {

  private SimpleclientRegistry() {}

  static CollectorRegistry of(List<MetricFamily> families) {
    CollectorRegistry registry = new CollectorRegistry();
    for (MetricFamily family : families) {
      register(family, registry);
    }
    return registry;
  }

  private static void register(MetricFamily family, CollectorRegistry registry) {
    String name = family.name();
    String help = family.help();
    String[] labelNames = family.labelNames().toArray(String[]::new);
    switch (family.kind()) {
      case COUNTER -> {
        Counter counter = Counter.build(name, help).labelNames(labelNames).register(registry);
        for (Child child : family.children()) {
          counter.labels(labelValues(child)).inc(child.values().get(0));
        }
      }
      case GAUGE -> {
        Gauge gauge = Gauge.build(name, help).labelNames(labelNames).register(registry);
        for (Child child : family.children()) {
          gauge.labels(labelValues(child)).set(child.values().get(0));
        }
      }
      case INFO -> {
        Info info = Info.build(name, help).register(registry);
        info.info(namesAndValues(labelNames, family.children().get(0)));
      }
      case SUMMARY -> {
        Summary summary = Summary.build(name, help).labelNames(labelNames).register(registry);
        for (Child child : family.children()) {
          child.values().forEach(summary.labels(labelValues(child))::observe);
        }
      }
      case HISTOGRAM -> {
        Histogram histogram =
            Histogram.build(name, help)
                .labelNames(labelNames)
                .buckets(MetricFamily.BUCKETS.stream().mapToDouble(bound -> bound).toArray())
                .register(registry);
        for (Child child : family.children()) {
          child.values().forEach(histogram.labels(labelValues(child))::observe);
        }
      }
    }
  }

  private static String[] labelValues(Child child) {
    return child.labelValues().toArray(String[]::new);
  }

  private static String[] namesAndValues(String[] labelNames, Child child) {
    String[] pairs = new String[2 * labelNames.length];
    for (int i = 0; i < labelNames.length; i++) {
      pairs[2 * i] = labelNames[i];
      pairs[2 * i + 1] = child.labelValues().get(i);
    }
    return pairs;
  }
}
