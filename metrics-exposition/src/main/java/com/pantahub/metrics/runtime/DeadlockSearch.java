package com.pantahub.metrics.runtime;

import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Searches this VM for threads which wait for each other, at most once a second. Thread-safe.
 *
 * <p>What it answers is therefore up to a second old. A deadlock does not end by itself, so none is
 * missed; a new one is reported a second late at most.
 */
final class DeadlockSearch {

  /*
   * design
   *
   * A search stops every thread of the VM [1]. However often and by how many the metrics are
   * scraped, the application stands still for it once a second and no more.
   *
   * A thread waits for one thing at a time, a monitor or a synchronizer. A cycle over monitors alone
   * is thus also found by the search over both, and when that finds nothing, as nearly always, the
   * narrower search is left out.
   *
   * [1] HotSpot, VM_FindDeadlocks and ThreadService::find_deadlocks_at_safepoint
   */

  private static final long LIFETIME_MILLIS = 1000;

  private final ThreadMXBean threads;
  private final InstantSource clock;
  private @Nullable Result latest;

  DeadlockSearch(ThreadMXBean threads, InstantSource clock) {
    this.threads = threads;
    this.clock = clock;
  }

  /** The result of a search now or within the last second. */
  synchronized Result result() {
    long nowMillis = clock.millis();
    Result current = latest;
    if (current == null || !current.isValidAt(nowMillis)) {
      current = search(nowMillis);
      latest = current;
    }
    return current;
  }

  private Result search(long nowMillis) {
    long @Nullable [] deadlocked = threads.findDeadlockedThreads();
    if (deadlocked == null) {
      return new Result(nowMillis, 0, 0);
    }
    long @Nullable [] overMonitors = threads.findMonitorDeadlockedThreads();
    return new Result(nowMillis, deadlocked.length, overMonitors == null ? 0 : overMonitors.length);
  }

  /**
   * What a search has found. Immutable.
   *
   * @param epochMillis when it was made
   * @param deadlocked threads in a deadlock over monitors or ownable synchronizers
   * @param deadlockedOverMonitors threads in a deadlock over monitors alone
   */
  record Result(long epochMillis, int deadlocked, int deadlockedOverMonitors) {

    private boolean isValidAt(long nowMillis) {
      long ageMillis = nowMillis - epochMillis;
      // A clock may be set back.
      return ageMillis >= 0 && ageMillis < LIFETIME_MILLIS;
    }
  }
}
