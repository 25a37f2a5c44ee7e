package com.pantahub.metrics.runtime;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the memory of this process, each figure once per reading. Thread-safe. */
final class JvmMemory {

  private static final long DEFAULT_STACK_BYTES = 1024 * 1024;

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final @Nullable MemoryPoolMXBean eden;
  private final List<MemoryPoolMXBean> metaspace = pools(MemoryType.NON_HEAP, "metaspace");
  private final List<MemoryPoolMXBean> codeHeap = pools(MemoryType.NON_HEAP, "code");
  private final List<BufferPoolMXBean> buffers =
      ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);
  private final long threadStackBytes = threadStackBytes();

  JvmMemory() {
    List<MemoryPoolMXBean> edens = pools(MemoryType.HEAP, "eden");
    eden = edens.isEmpty() ? null : edens.get(0);
  }

  private static List<MemoryPoolMXBean> pools(MemoryType type, String namePart) {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == type)
        .filter(pool -> pool.getName().toLowerCase(Locale.ROOT).contains(namePart))
        .toList();
  }

  /** The size of a thread's stack, unless the thread was made with another. */
  private static long threadStackBytes() {
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (vm == null) {
      return DEFAULT_STACK_BYTES;
    }
    try {
      long kibibytes = Long.parseLong(vm.getVMOption("ThreadStackSize").getValue());
      return kibibytes == 0 ? DEFAULT_STACK_BYTES : kibibytes * 1024;
    } catch (IllegalArgumentException noSuchOption) {
      return DEFAULT_STACK_BYTES;
    }
  }

  /** Takes a reading, with a stack for each of so many threads. */
  MemoryReading read(int liveThreads) {
    long metaspaceUsed = 0;
    long metaspaceCommitted = 0;
    for (MemoryPoolMXBean pool : metaspace) {
      MemoryUsage usage = pool.getUsage();
      metaspaceUsed += usage.getUsed();
      metaspaceCommitted += usage.getCommitted();
    }
    return new MemoryReading(
        memory.getHeapMemoryUsage(),
        eden == null ? null : eden.getUsage(),
        metaspaceUsed,
        metaspaceCommitted,
        liveThreads * threadStackBytes,
        codeHeapBytes() + bufferBytes());
  }

  private long codeHeapBytes() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : codeHeap) {
      bytes += pool.getUsage().getCommitted();
    }
    return bytes;
  }

  private long bufferBytes() {
    long bytes = 0;
    for (BufferPoolMXBean pool : buffers) {
      // The bean answers -1 where it does not know.
      bytes += Math.max(0, pool.getMemoryUsed());
    }
    return bytes;
  }
}
