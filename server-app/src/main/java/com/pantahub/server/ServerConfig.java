package com.pantahub.server;

import com.pantahub.metrics.scrape.ErrorMode;
import java.time.Duration;
import java.util.regex.Pattern;
import org.slf4j.event.Level;

/**
 * What a server is started with: every setting as a checked value. Immutable.
 *
 * @param address host name or IP address to listen on, an IPv6 address without brackets
 * @param port TCP port to listen on, 0 for any free one
 * @param logLevel least important level that is logged
 * @param poweredBy value of the {@code X-Powered-By} header, empty for no such header
 * @param scrape how metrics are served
 */
record ServerConfig(
    String address, int port, Level logLevel, String poweredBy, ScrapeConfig scrape) {

  /** Longest time that a stopping server waits for requests under way. */
  static final Duration DRAIN_TIMEOUT = Duration.ofMillis(4_500);

  private static final int MAX_PORT = 65_535;
  private static final int MAX_SCRAPES_IN_FLIGHT = 1_000;
  private static final Duration MIN_SCRAPE_TIMEOUT = Duration.ofMillis(1);
  private static final Duration MAX_SCRAPE_TIMEOUT = Duration.ofMinutes(10);
  private static final Pattern HEADER_VALUE = Pattern.compile("([!-~]([ -~]{0,254}[!-~])?)?");

  /**
   * How metrics are served. Immutable.
   *
   * @param timeout longest time one scrape may take
   * @param maxInFlight scrapes served at the same time
   * @param errorMode what becomes of a scrape that cannot collect everything
   * @param goMetrics whether the {@code go_*} families are served
   * @param openMetrics whether OpenMetrics is served to clients that prefer it
   */
  record ScrapeConfig(
      Duration timeout,
      int maxInFlight,
      ErrorMode errorMode,
      boolean goMetrics,
      boolean openMetrics) {}

  /**
   * Checks the given values.
   *
   * @throws IllegalArgumentException if one is malformed or out of bounds
   */
  static ServerConfig of(SettingValues values) {
    return new ServerConfig(
        address(values),
        values.integer(Setting.PORT, 0, MAX_PORT),
        values.oneOf(Setting.LOG_LEVEL, Level.class),
        poweredBy(values),
        new ScrapeConfig(
            values.duration(Setting.SCRAPE_TIMEOUT, MIN_SCRAPE_TIMEOUT, MAX_SCRAPE_TIMEOUT),
            values.integer(Setting.SCRAPE_MAX_IN_FLIGHT, 1, MAX_SCRAPES_IN_FLIGHT),
            values.oneOf(Setting.SCRAPE_ERRORS, ErrorMode.class),
            values.flag(Setting.GO_METRICS),
            values.flag(Setting.OPENMETRICS)));
  }

  private static String address(SettingValues values) {
    String text = values.text(Setting.ADDRESS);
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    String address = bracketed ? text.substring(1, text.length() - 1) : text;
    if (address.isBlank()) {
      throw values.rejected(Setting.ADDRESS, "must be a host name or an IP address");
    }
    return address;
  }

  private static String poweredBy(SettingValues values) {
    String text = values.text(Setting.POWERED_BY);
    if (!HEADER_VALUE.matcher(text).matches()) {
      throw values.rejected(
          Setting.POWERED_BY,
          "must be at most 256 printable ASCII characters without outer spaces");
    }
    return text;
  }
}
