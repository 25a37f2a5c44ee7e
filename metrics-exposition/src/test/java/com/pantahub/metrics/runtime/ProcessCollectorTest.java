package com.pantahub.metrics.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.management.UnixOperatingSystemMXBean;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.StandardExports;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessCollectorTest {

  private static final String CPU = "process_cpu_seconds_total[][]";
  private static final String START = "process_start_time_seconds[][]";
  private static final String OPEN = "process_open_fds[][]";
  private static final String MAX = "process_max_fds[][]";
  private static final String VIRTUAL = "process_virtual_memory_bytes[][]";
  private static final String RESIDENT = "process_resident_memory_bytes[][]";

  private final Path status;

  ProcessCollectorTest(@TempDir Path directory) {
    this.status = directory.resolve("status");
  }

  /** The bean of a process which used 1.5 s of CPU time and may open 1024 files. */
  private static <T extends OperatingSystemMXBean> T system(Class<T> type, Long openDescriptors) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (bean, method, arguments) ->
                switch (method.getName()) {
                  case "getProcessCpuTime" -> 1_500_000_000L;
                  case "getOpenFileDescriptorCount" -> {
                    if (openDescriptors < 0) {
                      throw new InternalError("Unable to open directory /proc/self/fd");
                    }
                    yield openDescriptors;
                  }
                  case "getMaxFileDescriptorCount" -> 1024L;
                  default -> throw new AssertionError(method);
                }));
  }

  private ProcessCollector collector(OperatingSystemMXBean system) {
    return new ProcessCollector(
        system, ManagementFactory.getRuntimeMXBean(), new ProcFile(status.toFile()));
  }

  private static Map<String, Double> values(ProcessCollector collector) {
    return Families.values(collector.collect());
  }

  private static double value(Map<String, Double> values, String sample) {
    return Objects.requireNonNull(values.get(sample), sample);
  }

  @Test
  void collect_thisProcess_familiesOfStandardExports() {
    assertThat(Families.shape(new ProcessCollector().collect()))
        .isEqualTo(Families.shape(new StandardExports().collect()));
  }

  @Test
  void register_registryWhichComparesNames_accepted() {
    CollectorRegistry registry = new CollectorRegistry(true);

    registry.register(new ProcessCollector());

    assertThat(registry.getSampleValue("process_cpu_seconds_total")).isPositive();
  }

  @Test
  @Timeout(60)
  @EnabledOnOs(OS.LINUX)
  void collect_thisProcess_valuesOfStandardExports() {
    StandardExports exports = new StandardExports();
    ProcessCollector collector = new ProcessCollector();
    Map<String, Double> before;
    Map<String, Double> values;
    Map<String, Double> after;
    do {
      assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
      before = Families.values(exports.collect());
      values = values(collector);
      after = Families.values(exports.collect());
    } while (value(before, OPEN) != value(after, OPEN));

    assertThat(value(values, CPU)).isBetween(value(before, CPU), value(after, CPU));
    assertThat(value(values, START)).isEqualTo(value(before, START));
    assertThat(value(values, OPEN)).isEqualTo(value(before, OPEN));
    assertThat(value(values, MAX)).isEqualTo(value(before, MAX));
    assertThat(value(values, VIRTUAL)).isCloseTo(value(before, VIRTUAL), withinPercentage(10));
    assertThat(value(values, RESIDENT)).isCloseTo(value(before, RESIDENT), withinPercentage(50));
  }

  @Test
  void collect_knownProcess_exactlyTheseSamples() throws IOException {
    Files.writeString(
        status,
        "Name:\tjava\nVmPeak:\t 16777219 kB\nVmSize:\t 16777217 kB\nVmRSS:\t    44288 kB\n");

    Map<String, Double> values = values(collector(system(UnixOperatingSystemMXBean.class, 42L)));

    assertThat(values).containsOnlyKeys(CPU, START, OPEN, MAX, VIRTUAL, RESIDENT);
    assertThat(values)
        .containsEntry(CPU, 1.5)
        .containsEntry(OPEN, 42.0)
        .containsEntry(MAX, 1024.0)
        .containsEntry(RESIDENT, 44288 * 1024.0);
    assertThat(value(values, START))
        .isCloseTo(ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0, within(0.0001));
  }

  @Test
  void collect_moreKibibytesThanAFloatCounts_exact() throws IOException {
    ProcessCollector collector = collector(system(UnixOperatingSystemMXBean.class, 1L));

    for (long kibibytes : new long[] {(1L << 24) + 1, (1L << 32) - 1, (1L << 42) + 3}) {
      Files.writeString(status, "VmSize:\t" + kibibytes + " kB\nVmRSS:\t" + (kibibytes - 2));

      assertThat(values(collector))
          .containsEntry(VIRTUAL, (double) (kibibytes * 1024))
          .containsEntry(RESIDENT, (double) ((kibibytes - 2) * 1024));
    }
  }

  @Test
  void collect_noSuchFile_noMemory() {
    assertThat(values(collector(system(UnixOperatingSystemMXBean.class, 42L))))
        .containsOnlyKeys(CPU, START, OPEN, MAX);
  }

  @Test
  void collect_noDescriptorLeft_theRest() {
    assertThat(values(collector(system(UnixOperatingSystemMXBean.class, -1L))))
        .containsOnlyKeys(CPU, START);
  }

  @Test
  void collect_notUnix_noDescriptors() {
    assertThat(values(collector(system(com.sun.management.OperatingSystemMXBean.class, 42L))))
        .containsOnlyKeys(CPU, START);
  }

  @Test
  void collect_beanWithoutCpuTime_startTimeOnly() {
    assertThat(values(collector(system(OperatingSystemMXBean.class, 42L)))).containsOnlyKeys(START);
  }
}
