package com.pantahub.metrics.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.runtime.RuntimeMetrics.Group;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The Go families of this very VM. */
class GoRuntimeTest {

  private static final String COUNT = "go_gc_duration_seconds_count";
  private static final String SUM = "go_gc_duration_seconds_sum";

  private final CollectorRegistry registry = new CollectorRegistry();
  private final RuntimeMetrics metrics = RuntimeMetrics.register(registry, Set.of(Group.GO));

  @AfterEach
  void close() {
    metrics.close();
  }

  private Exposition scrape() throws IOException {
    return Exposition.of(registry);
  }

  /** Scrapes again and again; a test which calls it has a timeout. */
  private Exposition scrapeUntil(Predicate<Exposition> condition) throws IOException {
    Exposition scrape = scrape();
    while (!condition.test(scrape)) {
      assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
      scrape = scrape();
    }
    return scrape;
  }

  private static double memstat(Exposition scrape, String name) {
    return scrape.value("go_memstats_" + name);
  }

  private static void assertIdentities(Exposition scrape) {
    double inuse = memstat(scrape, "heap_inuse_bytes");
    double idle = memstat(scrape, "heap_idle_bytes");
    assertThat(memstat(scrape, "heap_sys_bytes")).isEqualTo(inuse + idle);
    assertThat(memstat(scrape, "heap_released_bytes")).isBetween(0.0, idle);
    assertThat(memstat(scrape, "sys_bytes"))
        .isEqualTo(
            memstat(scrape, "heap_sys_bytes")
                + memstat(scrape, "stack_sys_bytes")
                + memstat(scrape, "mspan_sys_bytes")
                + memstat(scrape, "mcache_sys_bytes")
                + memstat(scrape, "buck_hash_sys_bytes")
                + memstat(scrape, "gc_sys_bytes")
                + memstat(scrape, "other_sys_bytes"));
    assertThat(memstat(scrape, "alloc_bytes")).isPositive().isEqualTo(inuse);
    assertThat(memstat(scrape, "heap_alloc_bytes")).isEqualTo(inuse);
    assertThat(memstat(scrape, "alloc_bytes_total")).isGreaterThanOrEqualTo(inuse);
    assertThat(memstat(scrape, "next_gc_bytes"))
        .isBetween(inuse, memstat(scrape, "heap_sys_bytes"));
    assertThat(memstat(scrape, "mspan_inuse_bytes"))
        .isPositive()
        .isLessThanOrEqualTo(memstat(scrape, "mspan_sys_bytes"));
    assertThat(memstat(scrape, "stack_inuse_bytes"))
        .isPositive()
        .isEqualTo(memstat(scrape, "stack_sys_bytes"));
    assertThat(memstat(scrape, "other_sys_bytes")).isPositive();
    assertThat(memstat(scrape, "gc_cpu_fraction")).isBetween(0.0, 1.0);
    assertThat(scrape.value("go_gc_duration_seconds{quantile=\"0\",}"))
        .isLessThanOrEqualTo(scrape.value("go_gc_duration_seconds{quantile=\"1\",}"));
  }

  @Test
  @Timeout(120)
  void scrape_underAllocationAndForcedCollections_identitiesHoldAndCountersNeverDecrease()
      throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Thread allocator = new Thread(() -> allocateUntil(done), "allocator");
    allocator.start();
    try {
      Exposition previous = scrape();
      for (int i = 0; i < 300; i++) {
        if (i % 50 == 49) {
          System.gc();
        }
        Exposition current = scrape();
        assertIdentities(current);
        assertThat(memstat(current, "alloc_bytes_total"))
            .isGreaterThanOrEqualTo(memstat(previous, "alloc_bytes_total"));
        assertThat(current.value(COUNT)).isGreaterThanOrEqualTo(previous.value(COUNT));
        assertThat(current.value(SUM)).isGreaterThanOrEqualTo(previous.value(SUM));
        previous = current;
      }
    } finally {
      done.set(true);
      allocator.join();
    }
  }

  private static void allocateUntil(AtomicBoolean done) {
    SplittableRandom random = new SplittableRandom(1);
    byte[][] kept = new byte[256][];
    while (!done.get()) {
      kept[random.nextInt(kept.length)] = new byte[random.nextInt(100_000)];
    }
  }

  @Test
  @Timeout(60)
  void scrape_forcedCollection_isCountedWithItsTime() throws IOException {
    double startSeconds = System.currentTimeMillis() / 1e3;
    Exposition before = scrape();

    System.gc();

    Exposition after = scrapeUntil(scrape -> scrape.value(COUNT) > before.value(COUNT));
    assertThat(memstat(after, "last_gc_time_seconds"))
        .isBetween(startSeconds, System.currentTimeMillis() / 1e3);
  }

  @Test
  @Timeout(60)
  void scrape_knownAllocation_becomesPartOfTheTotal() throws IOException {
    double before = memstat(scrape(), "alloc_bytes_total");
    byte[] allocated = new byte[16 << 20];

    // Not at once: a collection may have ended of which the VM has still to tell.
    scrapeUntil(scrape -> memstat(scrape, "alloc_bytes_total") >= before + allocated.length);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void scrape_threads_osThreadsIncludeThoseOfTheVm() throws IOException {
    Exposition scrape = scrape();

    assertThat(scrape.value("go_goroutines")).isPositive();
    assertThat(scrape.value("go_threads")).isGreaterThan(scrape.value("go_goroutines"));
    assertThat(memstat(scrape, "stack_sys_bytes") % scrape.value("go_goroutines")).isZero();
  }

  @Test
  void scrape_uptime_gcFractionIsSumOverUptime() throws IOException {
    double startSeconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    Exposition scrape = scrape();
    double endSeconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;

    assertThat(memstat(scrape, "gc_cpu_fraction"))
        .isBetween(scrape.value(SUM) / endSeconds, scrape.value(SUM) / startSeconds);
  }
}
