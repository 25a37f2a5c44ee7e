package com.pantahub.metrics.runtime;

/** Measures how much this process has allocated in its heap. Implementations are thread-safe. */
interface AllocationMeter {

  /**
   * Total of the bytes allocated since the process started. Never less than it was before, nor less
   * than what is in use.
   *
   * @param heapUsedBytes the heap in use now
   */
  long totalBytes(long heapUsedBytes);
}
