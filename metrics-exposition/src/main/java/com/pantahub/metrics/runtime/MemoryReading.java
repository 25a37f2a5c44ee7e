package com.pantahub.metrics.runtime;

import java.lang.management.MemoryUsage;
import org.jspecify.annotations.Nullable;

/**
 * The memory of this process as read at one moment, and Go's figures derived from it. Immutable.
 *
 * <p>All figures are bytes and follow from the same readings, so Go's identities between them hold
 * exactly, in {@code double} arithmetic too: no sum comes near 2<sup>53</sup>.
 *
 * @param heap the heap as a whole
 * @param eden the space for new objects which is collected when full; {@code null} if the collector
 *     has none
 * @param metaspaceUsed class metadata in use
 * @param metaspaceCommitted memory held for class metadata
 * @param stackBytes stacks of all live threads
 * @param otherBytes code heap and buffers outside the heap
 */
record MemoryReading(
    MemoryUsage heap,
    @Nullable MemoryUsage eden,
    long metaspaceUsed,
    long metaspaceCommitted,
    long stackBytes,
    long otherBytes) {

  long heapInuse() {
    return heap.getUsed();
  }

  /** The heap's address space: its maximum, or if that is undefined what it has by now. */
  long heapSys() {
    return heap.getMax() < 0 ? heap.getCommitted() : heap.getMax();
  }

  long heapIdle() {
    return heapSys() - heapInuse();
  }

  long heapReleased() {
    return heapSys() - heap.getCommitted();
  }

  /**
   * Heap in use when the next collection is due: once eden is full, at its present size, which
   * collectors change only while collecting. Without an eden that is the whole heap.
   */
  long nextGc() {
    if (eden == null) {
      return heapSys();
    }
    long free = Math.max(0, eden.getCommitted() - eden.getUsed());
    return Math.min(heapSys(), heapInuse() + free);
  }

  long sys() {
    return heapSys() + stackBytes + metaspaceCommitted + otherBytes;
  }
}
