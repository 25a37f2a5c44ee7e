package com.pantahub.metrics.runtime;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code jvm_threads_*} families. Thread-safe.
 *
 * <pre>
 * jvm_threads_current 16
 * jvm_threads_daemon 15
 * jvm_threads_peak 17
 * jvm_threads_started_total 23
 * jvm_threads_deadlocked 0
 * jvm_threads_deadlocked_monitor 0
 * jvm_threads_state{state="RUNNABLE"} 5
 * </pre>
 *
 * <p>The families are those of simpleclient_hotspot's {@code ThreadExports}. They count platform
 * threads; a virtual thread appears in none. A deadlock is reported a second late at most, see
 * {@link DeadlockSearch}.
 */
final class ThreadCollector extends Collector {

  /*
   * design
   *
   * A ThreadInfo costs a third of a microsecond and 120 bytes per thread, most of it for what no
   * family tells. The groups of threads list the same platform threads [1], and each knows its
   * state: a tenth of the time or less. Two differences remain. A thread which carries a virtual one
   * is RUNNABLE, where its ThreadInfo says WAITING (JDK 21 and later). And a thread whose class
   * overrides getId() with what is no id (possible up to JDK 18) is counted under its state,
   * where ThreadExports takes it for UNKNOWN; that state is kept, and is always 0.
   *
   * The array of threads is made anew each time: a kept one would keep ended threads, and all they
   * refer to, from being collected.
   *
   * [1] java.lang.ThreadGroup.enumerate
   */

  private static final List<String> STATE_LABEL = List.of("state");

  /** In the order of {@code ThreadExports}. */
  private static final List<Thread.State> STATES =
      List.of(
          Thread.State.NEW,
          Thread.State.TERMINATED,
          Thread.State.RUNNABLE,
          Thread.State.BLOCKED,
          Thread.State.WAITING,
          Thread.State.TIMED_WAITING);

  private final ThreadMXBean threads;
  private final ThreadGroup root;
  private final DeadlockSearch deadlocks;

  ThreadCollector(InstantSource clock) {
    threads = ManagementFactory.getThreadMXBean();
    root = rootGroup();
    deadlocks = new DeadlockSearch(threads, clock);
  }

  private static ThreadGroup rootGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    List<MetricFamilySamples> families = new ArrayList<>();
    addCounts(families);
    addDeadlocks(families);
    families.add(states());
    return families;
  }

  private void addCounts(List<MetricFamilySamples> families) {
    families.add(
        new GaugeMetricFamily(
            "jvm_threads_current", "Current thread count of a JVM", threads.getThreadCount()));
    families.add(
        new GaugeMetricFamily(
            "jvm_threads_daemon", "Daemon thread count of a JVM", threads.getDaemonThreadCount()));
    families.add(
        new GaugeMetricFamily(
            "jvm_threads_peak", "Peak thread count of a JVM", threads.getPeakThreadCount()));
    families.add(
        new CounterMetricFamily(
            "jvm_threads_started_total",
            "Started thread count of a JVM",
            (double) threads.getTotalStartedThreadCount()));
  }

  private void addDeadlocks(List<MetricFamilySamples> families) {
    DeadlockSearch.Result found = deadlocks.result();
    families.add(
        new GaugeMetricFamily(
            "jvm_threads_deadlocked",
            "Cycles of JVM-threads that are in deadlock waiting to acquire object monitors or"
                + " ownable synchronizers",
            found.deadlocked()));
    families.add(
        new GaugeMetricFamily(
            "jvm_threads_deadlocked_monitor",
            "Cycles of JVM-threads that are in deadlock waiting to acquire object monitors",
            found.deadlockedOverMonitors()));
  }

  private MetricFamilySamples states() {
    Map<Thread.State, Integer> counts = new EnumMap<>(Thread.State.class);
    for (Thread thread : liveThreads()) {
      counts.merge(thread.getState(), 1, Integer::sum);
    }
    GaugeMetricFamily family =
        new GaugeMetricFamily(
            "jvm_threads_state", "Current count of threads by state", STATE_LABEL);
    for (Thread.State state : STATES) {
      family.addMetric(List.of(state.name()), counts.getOrDefault(state, 0));
    }
    return family.addMetric(List.of("UNKNOWN"), 0);
  }

  private Thread[] liveThreads() {
    int capacity = threads.getThreadCount();
    Thread[] live;
    int count;
    do {
      // A full array may have left some out.
      capacity = 2 * capacity;
      live = new Thread[capacity];
      count = root.enumerate(live);
    } while (count == capacity);
    return Arrays.copyOf(live, count);
  }
}
