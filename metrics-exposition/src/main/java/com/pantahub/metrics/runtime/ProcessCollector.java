package com.pantahub.metrics.runtime;

import com.sun.management.UnixOperatingSystemMXBean;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.RuntimeMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The {@code process_*} families which Prometheus's clients have in common. Thread-safe.
 *
 * <pre>
 * process_cpu_seconds_total 1.25
 * process_start_time_seconds 1.570454003751E9
 * process_open_fds 42
 * process_max_fds 1024
 * process_virtual_memory_bytes 9188864000
 * process_resident_memory_bytes 45350912
 * </pre>
 *
 * <p>The families are those of simpleclient_hotspot's {@code StandardExports}, at a fraction of its
 * cost and with memory exact to the kibibyte. A family is absent where the system has no such
 * figure, and those of descriptors also while the process has none left to count them with.
 */
final class ProcessCollector extends Collector {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double BYTES_PER_KIBIBYTE = 1024;

  private final OperatingSystemMXBean system;
  private final MetricFamilySamples startTime;
  private final ProcFile status;

  ProcessCollector() {
    this(
        ManagementFactory.getOperatingSystemMXBean(),
        ManagementFactory.getRuntimeMXBean(),
        ProcFile.status());
  }

  ProcessCollector(OperatingSystemMXBean system, RuntimeMXBean runtime, ProcFile status) {
    this.system = system;
    this.status = status;
    startTime =
        new GaugeMetricFamily(
            "process_start_time_seconds",
            "Start time of the process since unix epoch in seconds.",
            runtime.getStartTime() / MILLIS_PER_SECOND);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    List<MetricFamilySamples> families = new ArrayList<>();
    if (system instanceof com.sun.management.OperatingSystemMXBean process) {
      families.add(
          new CounterMetricFamily(
              "process_cpu_seconds_total",
              "Total user and system CPU time spent in seconds.",
              process.getProcessCpuTime() / NANOS_PER_SECOND));
    }
    families.add(startTime);
    if (system instanceof UnixOperatingSystemMXBean process) {
      addDescriptors(families, process);
    }
    addMemory(families);
    return families;
  }

  private static void addDescriptors(
      List<MetricFamilySamples> families, UnixOperatingSystemMXBean process) {
    try {
      families.add(
          new GaugeMetricFamily(
              "process_open_fds",
              "Number of open file descriptors.",
              process.getOpenFileDescriptorCount()));
      families.add(
          new GaugeMetricFamily(
              "process_max_fds",
              "Maximum number of open file descriptors.",
              process.getMaxFileDescriptorCount()));
    } catch (InternalError e) {
      // How the bean says that it cannot open the directory of the descriptors.
    }
  }

  private void addMemory(List<MetricFamilySamples> families) {
    ProcFile.Content lines = status.read();
    addKibibytes(
        families,
        "process_virtual_memory_bytes",
        "Virtual memory size in bytes.",
        lines.number("VmSize:"));
    addKibibytes(
        families,
        "process_resident_memory_bytes",
        "Resident memory size in bytes.",
        lines.number("VmRSS:"));
  }

  private static void addKibibytes(
      List<MetricFamilySamples> families, String name, String help, OptionalDouble kibibytes) {
    if (kibibytes.isPresent()) {
      families.add(new GaugeMetricFamily(name, help, kibibytes.getAsDouble() * BYTES_PER_KIBIBYTE));
    }
  }
}
