package com.pantahub.metrics.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.ThreadExports;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@Timeout(60)
class ThreadCollectorTest {

  private static final int THREADS = 40;

  private final ThreadExports exports = new ThreadExports();

  /** The values at a moment at which {@code ThreadExports} has the same before and after. */
  private Map<String, Double> valuesEqualToThoseOfThreadExports() {
    Map<String, Double> before;
    Map<String, Double> values;
    Map<String, Double> after;
    do {
      assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
      before = Families.values(exports.collect());
      values = Families.values(new ThreadCollector(InstantSource.system()).collect());
      after = Families.values(exports.collect());
    } while (!before.equals(after));
    assertThat(values).isEqualTo(before);
    return values;
  }

  private static double value(Map<String, Double> values, String sample) {
    return Objects.requireNonNull(values.get(sample), sample);
  }

  private static double state(Map<String, Double> values, Thread.State state) {
    return value(values, "jvm_threads_state[state][" + state + "]");
  }

  private static double allStates(Map<String, Double> values) {
    return values.entrySet().stream()
        .filter(sample -> sample.getKey().startsWith("jvm_threads_state["))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void collect_thisVm_familiesOfThreadExports() {
    assertThat(Families.shape(new ThreadCollector(InstantSource.system()).collect()))
        .isEqualTo(Families.shape(exports.collect()));
  }

  @Test
  void register_registryWhichComparesNames_accepted() {
    CollectorRegistry registry = new CollectorRegistry(true);

    registry.register(new ThreadCollector(InstantSource.system()));

    assertThat(registry.getSampleValue("jvm_threads_started_total")).isPositive();
  }

  @Test
  void collect_thisVm_valuesOfThreadExports() {
    Map<String, Double> values = valuesEqualToThoseOfThreadExports();

    assertThat(state(values, Thread.State.RUNNABLE)).isPositive();
    assertThat(allStates(values)).isEqualTo(value(values, "jvm_threads_current[][]"));
  }

  @Test
  void collect_threadsInGroupsOfTheirOwn_countedByState() throws InterruptedException {
    Map<String, Double> before = valuesEqualToThoseOfThreadExports();
    CountDownLatch end = new CountDownLatch(1);
    ThreadGroup outer = new ThreadGroup("outer");
    ThreadGroup inner = new ThreadGroup(outer, "inner");
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(i % 2 == 0 ? outer : inner, () -> awaitLatch(end), "waiting-" + i);
      threads[i].setDaemon(i % 4 == 0);
      threads[i].start();
    }
    try {
      for (Thread thread : threads) {
        while (thread.getState() != Thread.State.WAITING) {
          Thread.onSpinWait();
        }
      }

      Map<String, Double> values = valuesEqualToThoseOfThreadExports();

      assertThat(state(values, Thread.State.WAITING))
          .isGreaterThanOrEqualTo(THREADS)
          .isGreaterThan(state(before, Thread.State.WAITING));
      assertThat(value(values, "jvm_threads_started_total[][]"))
          .isGreaterThanOrEqualTo(value(before, "jvm_threads_started_total[][]") + THREADS);
      assertThat(allStates(values)).isEqualTo(value(values, "jvm_threads_current[][]"));
    } finally {
      end.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  @Test
  void collect_deadlocks_valuesOfThreadExports() {
    Deadlock.overMonitors();
    Deadlock.overLocks();

    Map<String, Double> values = valuesEqualToThoseOfThreadExports();

    assertThat(value(values, "jvm_threads_deadlocked[][]")).isGreaterThanOrEqualTo(4);
    assertThat(value(values, "jvm_threads_deadlocked_monitor[][]"))
        .isBetween(2.0, value(values, "jvm_threads_deadlocked[][]") - 2);
    assertThat(state(values, Thread.State.BLOCKED)).isGreaterThanOrEqualTo(2);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void collect_virtualThreads_notCounted() throws ReflectiveOperationException {
    double before = allStates(valuesEqualToThoseOfThreadExports());
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(1000);
    Runnable task =
        () -> {
          started.countDown();
          awaitLatch(end);
        };
    try {
      for (long i = started.getCount(); i > 0; i--) {
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
      }
      awaitLatch(started);

      // Their carriers are counted, about as many as there are processors.
      assertThat(allStates(valuesEqualToThoseOfThreadExports())).isLessThan(before + 500);
    } finally {
      end.countDown();
    }
  }
}
