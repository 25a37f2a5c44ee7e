package com.pantahub.metrics.runtime;

/**
 * One garbage collection as its collector told of it. Immutable.
 *
 * @param collector name of the collector's bean
 * @param cause why it ran, in the VM's words
 * @param durationMillis from start to end, in the VM's own resolution of a millisecond
 * @param heapUsedBefore bytes of heap in use at its start, 0 if it measures no memory
 * @param heapUsedAfter bytes of heap in use at its end, 0 if it measures no memory
 */
record GcEvent(
    String collector, String cause, long durationMillis, long heapUsedBefore, long heapUsedAfter) {

  /** Whether threads stood still for all of the duration. */
  boolean stopsTheWorld() {
    return stopsTheWorld(collector) && !cause.equals("No GC");
  }

  /**
   * Whether a collector's time is that of pauses which collect. ZGC and Shenandoah have one bean
   * for their pauses and one for whole cycles, during most of which threads run. G1 has since JDK
   * 20 one for its concurrent cycle; it is left out, so that every VM counts the same collections.
   */
  static boolean stopsTheWorld(String collector) {
    return !collector.endsWith(" Cycles") && !collector.equals("G1 Concurrent GC");
  }
}
