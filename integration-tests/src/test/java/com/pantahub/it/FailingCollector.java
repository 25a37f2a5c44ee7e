package com.pantahub.it;

import io.prometheus.client.Collector;
import java.util.List;

/** A collector that throws. Immutable. */
final class FailingCollector extends Collector implements Collector.Describable {

  @Override
  public List<MetricFamilySamples> collect() {
    throw new IllegalStateException("out of order");
  }

  @Override
  public List<MetricFamilySamples> describe() {
    return List.of();
  }
}
