package com.pantahub.metrics.runtime;

import static java.util.stream.Collectors.joining;

import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The {@code go_*} families of a Go process, measured on the JVM. Thread-safe.
 *
 * <p>Each scrape takes one reading, so the families agree with each other: {@code heap_sys =
 * heap_inuse + heap_idle}, {@code heap_released <= heap_idle}, {@code sys = heap_sys + stack_sys +
 * mspan_sys + mcache_sys + buck_hash_sys + gc_sys + other_sys}. Where the JVM has no such number
 * the value is NaN.
 */
final class GoRuntimeCollector extends Collector implements Collector.Describable {

  /*
   * design
   *
   * Go has both a gauge go_memstats_alloc_bytes and a counter go_memstats_alloc_bytes_total [1].
   * simpleclient names a counter's family without the suffix, so two families here share a name,
   * and they differ in type. Written as text 0.0.4 they are apart; a registry which compares the
   * names of families takes them for one and refuses the collector. It compares what describe()
   * answers, and there the counters are listed under the name of their sample, as a type which has
   * no other name. The names are thereby reserved as they are served.
   *
   * [1] client_golang, prometheus/go_collector.go
   */

  private static final List<String> NO_LABELS = List.of();
  private static final List<String> QUANTILE_LABEL = List.of("quantile");
  private static final List<List<String>> QUANTILES =
      List.of(List.of("0"), List.of("0.25"), List.of("0.5"), List.of("0.75"), List.of("1"));

  private static final String GC_DURATION = "go_gc_duration_seconds";
  private static final String GC_DURATION_HELP = "A summary of the GC invocation durations.";

  private static final MetricFamilySamples INFO =
      new MetricFamilySamples(
          "go_info",
          Type.GAUGE,
          "Information about the Go environment.",
          List.of(
              new MetricFamilySamples.Sample(
                  "go_info", List.of("version"), List.of(javaVersion()), 1)));

  private static final List<Family> FAMILIES =
      List.of(
          gauge("goroutines", "Number of goroutines that currently exist.", GoReading::liveThreads),
          gauge(
              "memstats_alloc_bytes",
              "Number of bytes allocated and still in use.",
              r -> r.memory().heapInuse()),
          counter(
              "memstats_alloc_bytes_total",
              "Total number of bytes allocated, even if freed.",
              GoReading::allocatedBytes),
          gauge(
              "memstats_buck_hash_sys_bytes",
              "Number of bytes used by the profiling bucket hash table.",
              GoRuntimeCollector::noSuchStructure),
          counter("memstats_frees_total", "Total number of frees.", GoRuntimeCollector::unknown),
          gauge(
              "memstats_gc_cpu_fraction",
              "The fraction of this program's available CPU time used by the GC since the program"
                  + " started.",
              GoReading::gcFraction),
          gauge(
              "memstats_gc_sys_bytes",
              "Number of bytes used for garbage collection system metadata.",
              GoRuntimeCollector::noSuchStructure),
          gauge(
              "memstats_heap_alloc_bytes",
              "Number of heap bytes allocated and still in use.",
              r -> r.memory().heapInuse()),
          gauge(
              "memstats_heap_idle_bytes",
              "Number of heap bytes waiting to be used.",
              r -> r.memory().heapIdle()),
          gauge(
              "memstats_heap_inuse_bytes",
              "Number of heap bytes that are in use.",
              r -> r.memory().heapInuse()),
          gauge(
              "memstats_heap_objects", "Number of allocated objects.", GoRuntimeCollector::unknown),
          gauge(
              "memstats_heap_released_bytes",
              "Number of heap bytes released to OS.",
              r -> r.memory().heapReleased()),
          gauge(
              "memstats_heap_sys_bytes",
              "Number of heap bytes obtained from system.",
              r -> r.memory().heapSys()),
          gauge(
              "memstats_last_gc_time_seconds",
              "Number of seconds since 1970 of last garbage collection.",
              r -> r.gcPauses().lastEndEpochSeconds()),
          counter(
              "memstats_lookups_total",
              "Total number of pointer lookups.",
              GoRuntimeCollector::noSuchStructure),
          counter(
              "memstats_mallocs_total", "Total number of mallocs.", GoRuntimeCollector::unknown),
          gauge(
              "memstats_mcache_inuse_bytes",
              "Number of bytes in use by mcache structures.",
              GoRuntimeCollector::noSuchStructure),
          gauge(
              "memstats_mcache_sys_bytes",
              "Number of bytes used for mcache structures obtained from system.",
              GoRuntimeCollector::noSuchStructure),
          gauge(
              "memstats_mspan_inuse_bytes",
              "Number of bytes in use by mspan structures.",
              r -> r.memory().metaspaceUsed()),
          gauge(
              "memstats_mspan_sys_bytes",
              "Number of bytes used for mspan structures obtained from system.",
              r -> r.memory().metaspaceCommitted()),
          gauge(
              "memstats_next_gc_bytes",
              "Number of heap bytes when next garbage collection will take place.",
              r -> r.memory().nextGc()),
          gauge(
              "memstats_other_sys_bytes",
              "Number of bytes used for other system allocations.",
              r -> r.memory().otherBytes()),
          gauge(
              "memstats_stack_inuse_bytes",
              "Number of bytes in use by the stack allocator.",
              r -> r.memory().stackBytes()),
          gauge(
              "memstats_stack_sys_bytes",
              "Number of bytes obtained from system for stack allocator.",
              r -> r.memory().stackBytes()),
          gauge(
              "memstats_sys_bytes", "Number of bytes obtained from system.", r -> r.memory().sys()),
          gauge("threads", "Number of OS threads created.", GoReading::osThreads));

  private final Supplier<GoReading> runtime;

  GoRuntimeCollector(Supplier<GoReading> runtime) {
    this.runtime = runtime;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    GoReading reading = runtime.get();
    List<MetricFamilySamples> families = new ArrayList<>(FAMILIES.size() + 2);
    families.add(gcDuration(reading.gcPauses()));
    families.add(INFO);
    for (Family family : FAMILIES) {
      families.add(family.of(reading));
    }
    return families;
  }

  @Override
  public List<MetricFamilySamples> describe() {
    List<MetricFamilySamples> families = new ArrayList<>();
    families.add(new MetricFamilySamples(GC_DURATION, Type.SUMMARY, GC_DURATION_HELP, List.of()));
    families.add(INFO);
    for (Family family : FAMILIES) {
      families.add(new MetricFamilySamples(family.name, Type.UNKNOWN, family.help, List.of()));
    }
    return families;
  }

  private static MetricFamilySamples gcDuration(GcPauseSummary pauses) {
    List<MetricFamilySamples.Sample> samples = new ArrayList<>(QUANTILES.size() + 2);
    for (int i = 0; i < QUANTILES.size(); i++) {
      samples.add(
          new MetricFamilySamples.Sample(
              GC_DURATION, QUANTILE_LABEL, QUANTILES.get(i), pauses.quantilesSeconds().get(i)));
    }
    samples.add(sample(GC_DURATION + "_sum", pauses.sumSeconds()));
    samples.add(sample(GC_DURATION + "_count", (double) pauses.count()));
    return new MetricFamilySamples(GC_DURATION, Type.SUMMARY, GC_DURATION_HELP, samples);
  }

  private static MetricFamilySamples.Sample sample(String name, double value) {
    return new MetricFamilySamples.Sample(name, NO_LABELS, NO_LABELS, value);
  }

  private static String javaVersion() {
    return Runtime.version().version().stream()
        .map(String::valueOf)
        .collect(joining(".", "java", ""));
  }

  /** The JVM counts bytes, not objects. */
  private static double unknown(GoReading reading) {
    return Double.NaN;
  }

  /** Nothing of the kind exists outside what is counted under another name. */
  private static double noSuchStructure(GoReading reading) {
    return 0;
  }

  private static Family gauge(String name, String help, ToDoubleFunction<GoReading> value) {
    return new Family("go_" + name, Type.GAUGE, help, value);
  }

  private static Family counter(String name, String help, ToDoubleFunction<GoReading> value) {
    return new Family("go_" + name, Type.COUNTER, help, value);
  }

  private record Family(String name, Type type, String help, ToDoubleFunction<GoReading> value) {

    MetricFamilySamples of(GoReading reading) {
      return new MetricFamilySamples(
          name, type, help, List.of(sample(name, value.applyAsDouble(reading))));
    }
  }
}
