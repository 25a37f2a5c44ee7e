package com.pantahub.metrics.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.MemoryUsage;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class MemoryReadingTest {

  private static final long GIBIBYTE = 1L << 30;

  private static MemoryUsage usage(long used, long committed, long max) {
    return new MemoryUsage(0, used, committed, max);
  }

  private static MemoryReading reading(MemoryUsage heap, MemoryUsage eden) {
    return new MemoryReading(heap, eden, 7, 9, 20, 300);
  }

  private static MemoryReading reading(MemoryUsage heap) {
    return new MemoryReading(heap, null, 7, 9, 20, 300);
  }

  @Test
  void heap_maximumDefined_isReserved() {
    MemoryReading reading = reading(usage(30, 50, 100));

    assertThat(reading.heapSys()).isEqualTo(100);
    assertThat(reading.heapInuse()).isEqualTo(30);
    assertThat(reading.heapIdle()).isEqualTo(70);
    assertThat(reading.heapReleased()).isEqualTo(50);
  }

  @Test
  void heap_maximumUndefined_committedIsReservedAndNothingReleased() {
    MemoryReading reading = reading(usage(30, 50, -1));

    assertThat(reading.heapSys()).isEqualTo(50);
    assertThat(reading.heapIdle()).isEqualTo(20);
    assertThat(reading.heapReleased()).isZero();
  }

  @Test
  void sys_always_sumOfItsParts() {
    assertThat(reading(usage(30, 50, 100)).sys()).isEqualTo(100 + 9 + 20 + 300);
  }

  @Test
  void nextGc_eden_whenItsCommittedSizeIsFull() {
    assertThat(reading(usage(30, 50, 100), usage(10, 25, -1)).nextGc()).isEqualTo(45);
    assertThat(reading(usage(30, 50, 100), usage(10, 25, 80)).nextGc()).isEqualTo(45);
  }

  @Test
  void nextGc_edenLargerThanWhatTheHeapHasLeft_wholeHeap() {
    assertThat(reading(usage(90, 95, 100), usage(5, 60, -1)).nextGc()).isEqualTo(100);
  }

  @Test
  void nextGc_noEden_wholeHeap() {
    assertThat(reading(usage(30, 50, 100)).nextGc()).isEqualTo(100);
    assertThat(reading(usage(30, 50, -1)).nextGc()).isEqualTo(50);
  }

  @RepeatedTest(20)
  void identities_randomReadings_holdInDoubleArithmetic() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 1_000; i++) {
      long max = random.nextLong(1, 16 * 1024 * GIBIBYTE);
      long committed = random.nextLong(max + 1);
      long used = random.nextLong(committed + 1);
      long[] parts = random.longs(4, 0, 1024 * GIBIBYTE).toArray();
      MemoryReading reading =
          new MemoryReading(
              usage(used, committed, random.nextBoolean() ? max : -1),
              usage(used / 2, committed / 2, -1),
              parts[0],
              parts[1],
              parts[2],
              parts[3]);

      String readings = "seed " + seed + ": " + reading;
      double heapSys = reading.heapSys();
      double heapIdle = reading.heapIdle();
      double heapReleased = reading.heapReleased();
      double sum =
          (double) parts[3] + (double) parts[2] + (double) parts[1] + (double) reading.heapSys();
      assertThat(heapSys).as(readings).isEqualTo(reading.heapInuse() + heapIdle);
      assertThat(heapReleased).as(readings).isBetween(0.0, heapIdle);
      assertThat((double) reading.sys()).as(readings).isEqualTo(sum);
      assertThat(reading.nextGc()).as(readings).isBetween(reading.heapInuse(), reading.heapSys());
    }
  }
}
