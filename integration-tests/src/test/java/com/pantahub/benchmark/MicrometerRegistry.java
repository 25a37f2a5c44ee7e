package com.pantahub.benchmark;

import com.pantahub.benchmark.MetricFamily.Child;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Fills a Micrometer registry for Prometheus. Micrometer has one meter per series, and adds a gauge
 * {@code _max} to each summary and histogram. Both are timers: its general summaries round what
 * they put into buckets to whole numbers.
 */
final class MicrometerRegistry {

  private static final Duration[] BUCKETS =
      MetricFamily.BUCKETS.stream().map(MicrometerRegistry::duration).toArray(Duration[]::new);

  private MicrometerRegistry() {}

  static PrometheusMeterRegistry of(List<MetricFamily> families) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    for (MetricFamily family : families) {
      for (Child child : family.children()) {
        register(family, child, registry);
      }
    }
    return registry;
  }

  private static void register(MetricFamily family, Child child, PrometheusMeterRegistry registry) {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < family.labelNames().size(); i++) {
      tags.add(Tag.of(family.labelNames().get(i), child.labelValues().get(i)));
    }
    String name = family.name();
    String help = family.help();
    switch (family.kind()) {
      case COUNTER ->
          Counter.builder(name)
              .description(help)
              .tags(tags)
              .register(registry)
              .increment(child.values().get(0));
      case GAUGE ->
          Gauge.builder(name, () -> child.values().get(0))
              .description(help)
              .tags(tags)
              .register(registry);
      case INFO ->
          Gauge.builder(name + ".info", () -> 1).description(help).tags(tags).register(registry);
      case SUMMARY -> record(child, timer(name, help, tags).register(registry));
      case HISTOGRAM ->
          record(child, timer(name, help, tags).serviceLevelObjectives(BUCKETS).register(registry));
    }
  }

  private static Timer.Builder timer(String name, String help, List<Tag> tags) {
    return Timer.builder(name).description(help).tags(tags);
  }

  private static void record(Child child, Timer timer) {
    for (double seconds : child.values()) {
      timer.record(duration(seconds));
    }
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * TimeUnit.SECONDS.toNanos(1)));
  }
}
