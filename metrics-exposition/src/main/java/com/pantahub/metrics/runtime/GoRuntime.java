package com.pantahub.metrics.runtime;

import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;

/** Reads from this VM what a Go runtime tells about itself. Thread-safe. */
final class GoRuntime implements Supplier<GoReading> {

  private final GcPauses gcPauses;
  private final AllocationMeter allocations;
  private final JvmMemory memory = new JvmMemory();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
  private final ProcFile status = ProcFile.status();

  GoRuntime(GcPauses gcPauses, AllocationMeter allocations) {
    this.gcPauses = gcPauses;
    this.allocations = allocations;
  }

  @Override
  public GoReading get() {
    int liveThreads = threads.getThreadCount();
    MemoryReading reading = memory.read(liveThreads);
    return new GoReading(
        reading,
        allocations.totalBytes(reading.heapInuse()),
        liveThreads,
        status.read().number("Threads:").orElse(liveThreads),
        gcPauses.summary(),
        runtime.getUptime() / 1e3);
  }
}
