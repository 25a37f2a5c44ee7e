package com.pantahub.benchmark;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What JMH has found out about one benchmark with one set of parameters. Immutable.
 *
 * @param workload the parameter workload, or {@link #LIVE} for a benchmark without it
 * @param coding the parameter coding, or empty
 * @param library the parameter library, or null
 * @param what the method and the remaining parameters
 * @param medianMicros the median time of all operations of all forks
 * @param meanMicros their mean time
 * @param allocatedBytes the bytes allocated per operation; NaN if they were not measured
 */
record BenchmarkResult(
    String workload,
    String coding,
    @Nullable Library library,
    String what,
    double medianMicros,
    double meanMicros,
    double allocatedBytes) {

  /** The workload of a benchmark that reads the running JVM. */
  static final String LIVE = "LIVE";

  /** The name of what JMH's {@code -prof gc} measures per operation. */
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /**
   * Reads one element of the array that JMH writes.
   *
   * @throws IllegalArgumentException if it is not a result of the mode sample, in microseconds
   */
  static BenchmarkResult of(JsonNode json) {
    JsonNode time = json.path("primaryMetric");
    String mode = json.path("mode").asString();
    String unit = time.path("scoreUnit").asString();
    if (!mode.equals("sample") || !unit.equals("us/op")) {
      throw new IllegalArgumentException(
          "results must be samples in us/op: mode=" + mode + ", scoreUnit=" + unit);
    }
    JsonNode params = json.path("params");
    return new BenchmarkResult(
        params.path("workload").asString(LIVE),
        params.path("coding").asString(""),
        params.has("library") ? Library.valueOf(params.path("library").asString()) : null,
        what(json.path("benchmark").asString(), params),
        time.path("scorePercentiles").path("50.0").asDouble(),
        time.path("score").asDouble(),
        json.path("secondaryMetrics").path(ALLOCATED).path("score").asDouble(Double.NaN));
  }

  private static String what(String benchmark, JsonNode params) {
    StringJoiner what = new StringJoiner(", ");
    what.add("`" + benchmark.substring(benchmark.lastIndexOf('.') + 1) + "`");
    for (String name : params.propertyNames()) {
      switch (name) {
        case "workload", "coding", "library" -> {}
        default -> what.add(name + " " + params.path(name).asString());
      }
    }
    return what.toString();
  }
}
