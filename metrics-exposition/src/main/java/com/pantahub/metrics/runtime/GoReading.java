package com.pantahub.metrics.runtime;

/**
 * What the Go families of one scrape are made of, read once. Immutable.
 *
 * @param memory bytes
 * @param allocatedBytes allocated in the heap since the process started
 * @param liveThreads platform threads of the VM
 * @param osThreads threads of the process as the system counts them
 * @param gcPauses stop-the-world collections
 * @param uptimeSeconds since the VM started
 */
record GoReading(
    MemoryReading memory,
    long allocatedBytes,
    int liveThreads,
    double osThreads,
    GcPauseSummary gcPauses,
    double uptimeSeconds) {

  /** Share of the time since the start in which threads stood still for a collection: 0..1. */
  double gcFraction() {
    return uptimeSeconds > 0 ? Math.min(1, gcPauses.sumSeconds() / uptimeSeconds) : 0;
  }
}
