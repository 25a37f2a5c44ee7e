package com.pantahub.metrics.runtime;

import com.sun.management.ThreadMXBean;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Measures allocation by the VM's own count over all threads, ended ones included. Thread-safe.
 *
 * <p>The count is {@code com.sun.management.ThreadMXBean.getTotalThreadAllocatedBytes}, which is
 * part of JDK 21 and of later updates of JDK 17, but not of the API of Java 17. It leaves out what
 * no thread has allocated, such as the objects which the VM maps from its archive at the start; so
 * the total is at least what is in use.
 */
final class ThreadAllocationMeter implements AllocationMeter {

  private final LongSupplier allThreadsBytes;
  private final AtomicLong highestTotal = new AtomicLong();

  ThreadAllocationMeter(LongSupplier allThreadsBytes) {
    this.allThreadsBytes = allThreadsBytes;
  }

  /** The meter of this VM; empty if the VM has no such count or it is switched off. */
  static Optional<AllocationMeter> ofThisVm() {
    if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
      return Optional.empty();
    }
    try {
      MethodHandle count =
          MethodHandles.publicLookup()
              .findVirtual(
                  ThreadMXBean.class,
                  "getTotalThreadAllocatedBytes",
                  MethodType.methodType(long.class));
      LongSupplier allThreadsBytes =
          MethodHandleProxies.asInterfaceInstance(LongSupplier.class, count.bindTo(threads));
      return allThreadsBytes.getAsLong() < 0
          ? Optional.empty()
          : Optional.of(new ThreadAllocationMeter(allThreadsBytes));
    } catch (NoSuchMethodException | IllegalAccessException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  @Override
  public long totalBytes(long heapUsedBytes) {
    long total = Math.max(allThreadsBytes.getAsLong(), heapUsedBytes);
    return highestTotal.accumulateAndGet(total, Math::max);
  }
}
