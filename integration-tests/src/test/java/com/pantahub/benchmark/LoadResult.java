package com.pantahub.benchmark;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code wrk --latency} prints. Immutable.
 *
 * @param requests how many were answered
 * @param perSecond how many of them a second
 * @param medianMillis what half of them took at most
 * @param p99Millis what all but one in a hundred took at most
 */
record LoadResult(long requests, double perSecond, double medianMillis, double p99Millis) {

  private static final Map<String, Double> MILLIS = Map.of("us", 0.001, "ms", 1.0, "s", 1_000.0);

  /**
   * Reads the output.
   *
   * @throws IllegalArgumentException if something is missing, or a request was not answered with
   *     2xx
   */
  static LoadResult parse(String output) {
    if (output.contains("Non-2xx") || output.contains("Socket errors")) {
      throw new IllegalArgumentException("not all requests were answered with 2xx:\n" + output);
    }
    return new LoadResult(
        Long.parseLong(find("(\\d+) requests in", output).group(1)),
        Double.parseDouble(find("Requests/sec: +([\\d.]+)", output).group(1)),
        millis("50%", output),
        millis("99%", output));
  }

  private static double millis(String percentile, String output) {
    Matcher found = find(percentile + " +([\\d.]+)(us|ms|s)\\b", output);
    return Double.parseDouble(found.group(1)) * MILLIS.getOrDefault(found.group(2), Double.NaN);
  }

  private static Matcher find(String pattern, String output) {
    Matcher matcher = Pattern.compile(pattern).matcher(output);
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "no '%s' in:%n%s", pattern, output));
    }
    return matcher;
  }
}
