package com.pantahub.metrics.runtime;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.BufferPoolsExports;
import io.prometheus.client.hotspot.ClassLoadingExports;
import io.prometheus.client.hotspot.GarbageCollectorExports;
import io.prometheus.client.hotspot.MemoryAllocationExports;
import io.prometheus.client.hotspot.MemoryPoolsExports;
import io.prometheus.client.hotspot.VersionInfoExports;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The metrics of this process in a registry, until closed. Thread-safe.
 *
 * <p>Some of the collectors listen to the garbage collectors. {@link #close()} takes the collectors
 * out of the registry and ends the listening; a process which exports its metrics for as long as it
 * lives never needs to call it.
 */
public final class RuntimeMetrics implements AutoCloseable {

  /** The metrics which are registered together. Immutable. */
  public enum Group {
    /** {@code go_*}: the families of a Go process, measured on the JVM. */
    GO,
    /** {@code jvm_*}: memory, buffers, garbage collection, threads, classes, version. */
    JVM,
    /** {@code process_*}: CPU time, memory, file descriptors, limits. */
    PROCESS
  }

  private final CollectorRegistry registry;
  private final List<DetachableGcBean> gcBeans;
  private final List<Collector> registered = new ArrayList<>();

  private RuntimeMetrics(CollectorRegistry registry, List<DetachableGcBean> gcBeans) {
    this.registry = registry;
    this.gcBeans = gcBeans;
  }

  /**
   * Registers the metrics of all groups.
   *
   * @param registry where the metrics of this process are to appear
   * @return what undoes the registration
   * @throws IllegalArgumentException if the registry has a metric of one of these names already; it
   *     is then left as it was
   */
  public static RuntimeMetrics register(CollectorRegistry registry) {
    return register(registry, EnumSet.allOf(Group.class));
  }

  /**
   * Registers the metrics of some groups.
   *
   * @param registry where the metrics of this process are to appear
   * @param groups which of them
   * @return what undoes the registration
   * @throws IllegalArgumentException if the registry has a metric of one of these names already; it
   *     is then left as it was
   */
  public static RuntimeMetrics register(CollectorRegistry registry, Set<Group> groups) {
    return register(
        registry, groups, ManagementFactory.getGarbageCollectorMXBeans(), InstantSource.system());
  }

  static RuntimeMetrics register(
      CollectorRegistry registry,
      Set<Group> groups,
      List<GarbageCollectorMXBean> collectors,
      InstantSource clock) {
    RuntimeMetrics metrics = new RuntimeMetrics(registry, DetachableGcBean.of(collectors));
    boolean complete = false;
    try {
      for (Group group : groups) {
        switch (group) {
          case GO -> metrics.add(new GoRuntimeCollector(metrics.goRuntime(collectors, clock)));
          case JVM -> metrics.addJvm(clock);
          case PROCESS -> metrics.addProcess();
        }
      }
      complete = true;
    } finally {
      if (!complete) {
        metrics.close();
      }
    }
    return metrics;
  }

  private GoRuntime goRuntime(List<GarbageCollectorMXBean> collectors, InstantSource clock) {
    GcPauses pauses = GcPauses.after(collectors, clock);
    GcAllocationMeter gcAllocations = new GcAllocationMeter();
    GcNotifications notifications = new GcNotifications(List.of(pauses, gcAllocations));
    for (DetachableGcBean bean : gcBeans) {
      bean.addNotificationListener(notifications, null, null);
    }
    return new GoRuntime(pauses, ThreadAllocationMeter.ofThisVm().orElse(gcAllocations));
  }

  private void addJvm(InstantSource clock) {
    add(new MemoryPoolsExports());
    add(detachableMemoryAllocationExports());
    add(new BufferPoolsExports());
    add(new GarbageCollectorExports());
    add(new ThreadCollector(clock));
    add(new ClassLoadingExports());
    add(new VersionInfoExports());
  }

  private void addProcess() {
    add(new ProcessCollector());
    add(new ProcessLimits());
  }

  private Collector detachableMemoryAllocationExports() {
    List<GarbageCollectorMXBean> detachable = List.copyOf(gcBeans);
    return new MemoryAllocationExports() {
      // The constructor of the base class adds its listener to what this answers.
      @Override
      protected List<GarbageCollectorMXBean> getGarbageCollectorMXBeans() {
        return detachable;
      }
    };
  }

  private synchronized void add(Collector collector) {
    registry.register(collector);
    registered.add(collector);
  }

  /** Takes the metrics out of the registry and stops listening; again, it does nothing. */
  @Override
  public synchronized void close() {
    gcBeans.forEach(DetachableGcBean::detach);
    registered.forEach(this::unregister);
    registered.clear();
  }

  private void unregister(Collector collector) {
    try {
      registry.unregister(collector);
    } catch (NullPointerException unknown) {
      // How CollectorRegistry says that it does not have the collector, as after clear().
    }
  }
}
