package com.pantahub.metrics.runtime;

import java.util.function.Consumer;

/** Measures allocation by what is in use before and after each collection. Thread-safe. */
final class GcAllocationMeter implements AllocationMeter, Consumer<GcEvent> {

  /*
   * design
   *
   * Between two collections the heap only grows, so what was allocated since the last one is what is
   * in use now less what was in use when it ended. Collections close one interval each; a scrape
   * reads the open interval and leaves the state alone, because a collection may have ended whose
   * notification is still on its way. Such a scrape sees a heap that has shrunk and is answered with
   * the total of the one before.
   *
   * What is in use includes what threads have reserved and not filled, a few percent. Everything
   * else makes the total too small: what was allocated and freed before the first event, what G1
   * frees in its concurrent cycle without an event, and what is allocated while a concurrent
   * collector (ZGC, Shenandoah) runs a cycle, for its event tells of the heap at both ends only and
   * no more is certain than by how much it has grown. Under constant pressure those two count
   * about half.
   */

  private long totalAtLastCollection;
  private long usedAfterLastCollection;
  private long highestTotal;

  @Override
  public synchronized void accept(GcEvent event) {
    if (event.heapUsedBefore() > 0) {
      totalAtLastCollection += Math.max(0, event.heapUsedBefore() - usedAfterLastCollection);
      totalAtLastCollection += Math.max(0, event.heapUsedAfter() - event.heapUsedBefore());
      usedAfterLastCollection = event.heapUsedAfter();
    }
  }

  @Override
  public synchronized long totalBytes(long heapUsedBytes) {
    long sinceLastCollection = Math.max(0, heapUsedBytes - usedAfterLastCollection);
    highestTotal = Math.max(highestTotal, totalAtLastCollection + sinceLastCollection);
    return highestTotal;
  }
}
