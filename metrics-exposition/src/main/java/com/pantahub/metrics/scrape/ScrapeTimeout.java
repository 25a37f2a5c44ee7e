package com.pantahub.metrics.scrape;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long one scrape may take. Stateless. */
final class ScrapeTimeout {

  /** Longer than anybody waits, and still a number of nanoseconds. */
  private static final Duration MAX = Duration.ofDays(36_500);

  private static final int MAX_HEADER_CHARS = 32;

  private ScrapeTimeout() {}

  /**
   * Returns the shorter of an endpoint's own limit and the client's.
   *
   * @param limit the endpoint's limit, or null
   * @param header seconds as Prometheus sends them, such as {@code 10} or {@code 0.5}; ignored
   *     unless it is a positive number
   * @return the limit, or null if there is none
   */
  static @Nullable Duration of(@Nullable Duration limit, @Nullable String header) {
    Duration asked = header == null ? null : parse(header);
    if (asked == null || (limit != null && limit.compareTo(asked) <= 0)) {
      return limit;
    }
    return asked;
  }

  /** Returns a limit, or a very long one if it is longer than can be counted in nanoseconds. */
  static Duration atMost(Duration limit) {
    return limit.compareTo(MAX) > 0 ? MAX : limit;
  }

  private static @Nullable Duration parse(String header) {
    String text = header.trim();
    if (text.length() > MAX_HEADER_CHARS || !text.matches("[0-9]*\\.?[0-9]+")) {
      return null;
    }
    double seconds = Double.parseDouble(text);
    if (seconds >= MAX.toSeconds()) {
      return MAX;
    }
    Duration duration = Duration.ofNanos(Math.round(seconds * 1e9));
    return duration.isZero() ? null : duration;
  }

  /** Returns a duration as Go prints it: {@code 10s}, {@code 1m30s}, {@code 200ms}. */
  static String format(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos >= 1_000_000_000) {
      long minutes = duration.toMinutes();
      String seconds = decimal(nanos - minutes * 60_000_000_000L, 9) + "s";
      String hours = minutes >= 60 ? minutes / 60 + "h" : "";
      return minutes == 0 ? seconds : hours + minutes % 60 + "m" + seconds;
    }
    if (nanos >= 1_000_000) {
      return decimal(nanos, 6) + "ms";
    }
    return nanos >= 1_000 ? decimal(nanos, 3) + "µs" : nanos + "ns";
  }

  private static String decimal(long value, int scale) {
    return BigDecimal.valueOf(value, scale).stripTrailingZeros().toPlainString();
  }
}
