package com.pantahub.benchmark;

import java.util.List;

/**
 * What is in the registry that is scraped: the same families, label values and values for every
 * library.
 *
 * <p>All content is held by the instruments of the library (counters, gauges, histograms), and none
 * of it is read from the running JVM: collectors of live values differ between the libraries far
 * more than expositions do. {@link ServerScrapeBenchmark} measures the server's live ones.
 */
public enum Workload {
  /** What the server itself exports, about 150 samples: many families, few series. */
  SMALL,
  /** A service of 10 routes: 4,400 samples. */
  MEDIUM,
  /** A service of 200 routes: 88,000 samples. */
  LARGE;

  /** Returns the families, the same ones each time. */
  List<MetricFamily> families() {
    return switch (this) {
      case SMALL -> RecordedScrape.families();
      case MEDIUM -> RequestTraffic.families(10);
      case LARGE -> RequestTraffic.families(200);
    };
  }

  /** Returns the number of samples in text format 0.0.4, without what a library adds. */
  int samples() {
    return families().stream().mapToInt(MetricFamily::samples).sum();
  }
}
