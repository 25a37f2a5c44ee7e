package com.pantahub.benchmark;

import com.pantahub.benchmark.MetricFamily.Child;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/**
 * Fills a client_java 1.x registry. Histograms are classic only: native buckets would cost time and
 * the text format has none.
 */
final class ClientJavaRegistry {

  private ClientJavaRegistry() {}

  static PrometheusRegistry of(List<MetricFamily> families) {
    PrometheusRegistry registry = new PrometheusRegistry();
    for (MetricFamily family : families) {
      register(family, registry);
    }
    return registry;
  }

  private static void register(MetricFamily family, PrometheusRegistry registry) {
    String name = family.name();
    String help = family.help();
    String[] labelNames = family.labelNames().toArray(String[]::new);
    switch (family.kind()) {
      case COUNTER -> {
        Counter counter =
            Counter.builder().name(name).help(help).labelNames(labelNames).register(registry);
        for (Child child : family.children()) {
          counter.labelValues(labelValues(child)).inc(child.values().get(0));
        }
      }
      case GAUGE -> {
        Gauge gauge =
            Gauge.builder().name(name).help(help).labelNames(labelNames).register(registry);
        for (Child child : family.children()) {
          gauge.labelValues(labelValues(child)).set(child.values().get(0));
        }
      }
      case INFO -> {
        Info info = Info.builder().name(name).help(help).labelNames(labelNames).register(registry);
        for (Child child : family.children()) {
          info.addLabelValues(labelValues(child));
        }
      }
      case SUMMARY -> {
        Summary summary =
            Summary.builder().name(name).help(help).labelNames(labelNames).register(registry);
        for (Child child : family.children()) {
          child.values().forEach(summary.labelValues(labelValues(child))::observe);
        }
      }
      case HISTOGRAM -> {
        Histogram histogram =
            Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(labelNames)
                .classicOnly()
                .classicUpperBounds(
                    MetricFamily.BUCKETS.stream().mapToDouble(bound -> bound).toArray())
                .register(registry);
        for (Child child : family.children()) {
          child.values().forEach(histogram.labelValues(labelValues(child))::observe);
        }
      }
    }
  }

  private static String[] labelValues(Child child) {
    return child.labelValues().toArray(String[]::new);
  }
}
