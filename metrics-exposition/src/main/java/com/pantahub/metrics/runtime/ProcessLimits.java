package com.pantahub.metrics.runtime;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.io.File;
import java.util.List;

/**
 * The limits which the system sets to this process, beside those of {@link ProcessCollector}.
 * Thread-safe.
 *
 * <pre>
 * process_virtual_memory_max_bytes -1
 * </pre>
 *
 * <p>An unlimited resource is -1. There is no family on a system without {@code /proc/self/limits}.
 */
final class ProcessLimits extends Collector implements Collector.Describable {

  private static final String NAME = "process_virtual_memory_max_bytes";
  private static final String HELP = "Maximum amount of virtual memory available in bytes.";

  private final ProcFile limits;

  ProcessLimits() {
    this(new File("/proc/self/limits"));
  }

  ProcessLimits(File limits) {
    this.limits = new ProcFile(limits);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    return limits.read().number("Max address space ").stream()
        .<MetricFamilySamples>mapToObj(bytes -> new GaugeMetricFamily(NAME, HELP, bytes))
        .toList();
  }

  @Override
  public List<MetricFamilySamples> describe() {
    return List.of(new MetricFamilySamples(NAME, Type.GAUGE, HELP, List.of()));
  }
}
