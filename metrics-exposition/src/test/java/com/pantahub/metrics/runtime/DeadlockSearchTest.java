package com.pantahub.metrics.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The deadlocks of one test are there in the next, so each counts those it adds. */
@Timeout(60)
class DeadlockSearchTest {

  private final AtomicLong nowMillis = new AtomicLong(1_570_454_003_751L);
  private final DeadlockSearch search =
      new DeadlockSearch(
          ManagementFactory.getThreadMXBean(), () -> Instant.ofEpochMilli(nowMillis.get()));

  private final DeadlockSearch.Result before = search.result();

  private DeadlockSearch.Result resultAfter(long millis) {
    nowMillis.addAndGet(millis);
    return search.result();
  }

  private void assertAdded(DeadlockSearch.Result result, int deadlocked, int overMonitors) {
    assertThat(result)
        .isEqualTo(
            new DeadlockSearch.Result(
                nowMillis.get(),
                before.deadlocked() + deadlocked,
                before.deadlockedOverMonitors() + overMonitors));
  }

  @Test
  void result_deadlockOverMonitors_inBothCounts() {
    Deadlock.overMonitors();

    assertAdded(resultAfter(1000), 2, 2);
  }

  @Test
  void result_deadlockOverLocks_notOneOverMonitors() {
    Deadlock.overLocks();

    assertAdded(resultAfter(1000), 2, 0);
  }

  @Test
  void result_withinASecond_noOtherSearch() {
    Deadlock.overLocks();

    assertThat(resultAfter(0)).isSameAs(before);
    assertThat(resultAfter(999)).isSameAs(before);
    assertAdded(resultAfter(1), 2, 0);
  }

  @Test
  void result_clockSetBack_searchesAgain() {
    Deadlock.overLocks();

    assertAdded(resultAfter(-1), 2, 0);
  }
}
