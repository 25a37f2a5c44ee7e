package com.pantahub.it;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A collector that stays where it is until it is let through. Thread-safe. */
final class GatedCollector extends Collector implements Collector.Describable, AutoCloseable {

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  @Override
  public List<MetricFamilySamples> collect() {
    entered.countDown();
    try {
      opened.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("a collector is never interrupted", e);
    }
    return List.of(new GaugeMetricFamily("gated", "Let through.", 1));
  }

  @Override
  public List<MetricFamilySamples> describe() {
    return List.of();
  }

  /** Waits until a scrape has come to this collector. */
  void awaitScrape() throws InterruptedException {
    entered.await();
  }

  /** Lets this scrape and all others through. */
  void open() {
    opened.countDown();
  }

  @Override
  public void close() {
    open();
  }
}
