package com.pantahub.metrics.scrape;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a scrape looks at in an HTTP request. Immutable.
 *
 * @param method the method, in upper case
 * @param query the query of the request target as it was sent, without {@code ?}; null if none
 * @param accept the Accept header, several joined by commas; null if none
 * @param acceptEncoding the Accept-Encoding header, several joined by commas; null if none
 * @param scrapeTimeoutSeconds the X-Prometheus-Scrape-Timeout-Seconds header; null if none
 */
public record ScrapeRequest(
    String method,
    @Nullable String query,
    @Nullable String accept,
    @Nullable String acceptEncoding,
    @Nullable String scrapeTimeoutSeconds) {

  /** The header in which Prometheus says how long it will wait, in seconds. */
  public static final String SCRAPE_TIMEOUT_HEADER = "X-Prometheus-Scrape-Timeout-Seconds";

  /**
   * Checks that there is a method.
   *
   * @param method the method
   * @param query the query, or null
   * @param accept the Accept header, or null
   * @param acceptEncoding the Accept-Encoding header, or null
   * @param scrapeTimeoutSeconds the X-Prometheus-Scrape-Timeout-Seconds header, or null
   */
  public ScrapeRequest {
    Objects.requireNonNull(method, "method");
  }

  /**
   * Makes a request out of a server's own.
   *
   * @param method the method, in upper case
   * @param query the raw query, or null
   * @param header finds a header by its name in any case, several lines joined by commas; null if
   *     there is none
   * @return the request
   */
  public static ScrapeRequest of(
      String method, @Nullable String query, UnaryOperator<@Nullable String> header) {
    return new ScrapeRequest(
        method,
        query,
        header.apply("Accept"),
        header.apply("Accept-Encoding"),
        header.apply(SCRAPE_TIMEOUT_HEADER));
  }

  /**
   * Makes the simplest request there is: GET without query and headers.
   *
   * @return a request that is answered with all families as plain text
   */
  public static ScrapeRequest get() {
    return new ScrapeRequest("GET", null, null, null, null);
  }
}
