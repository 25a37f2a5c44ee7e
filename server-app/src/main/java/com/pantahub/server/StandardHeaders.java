package com.pantahub.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.concurrent.TimeUnit;

/**
 * Puts on every answer what every answer has: {@code X-Powered-By}, and {@code X-Runtime}, the
 * seconds from the request to the writing of the header. Thread-safe.
 *
 * <p>An HTTP/1.0 client which asked for a persistent connection is told that it has one; to an
 * HTTP/1.1 client that goes without saying.
 */
final class StandardHeaders implements HttpHandler {
  private static final HttpString X_POWERED_BY = HttpString.tryFromString("X-Powered-By");
  private static final HttpString X_RUNTIME = HttpString.tryFromString("X-Runtime");
  private static final long MICROS_PER_SECOND = TimeUnit.SECONDS.toMicros(1);

  private final String poweredBy;
  private final HttpHandler next;

  /**
   * Adds the headers to what another handler answers.
   *
   * @param poweredBy value of {@code X-Powered-By}, empty for no such header
   * @param next handler that answers
   */
  StandardHeaders(String poweredBy, HttpHandler next) {
    this.poweredBy = poweredBy;
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    long startNanos = System.nanoTime();
    exchange.addResponseCommitListener(
        committed -> {
          HeaderMap headers = committed.getResponseHeaders();
          if (!poweredBy.isEmpty()) {
            headers.put(X_POWERED_BY, poweredBy);
          }
          headers.put(X_RUNTIME, seconds(System.nanoTime() - startNanos));
          if (committed.isHttp10() && committed.isPersistent()) {
            headers.put(Headers.CONNECTION, Headers.KEEP_ALIVE.toString());
          }
        });
    next.handleRequest(exchange);
  }

  /** Spells a non-negative time as seconds with six decimals. */
  static String seconds(long nanos) {
    long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
    // The leading 1 keeps the zeros of the fraction; the point takes its place.
    String fraction = Long.toString(MICROS_PER_SECOND + micros % MICROS_PER_SECOND);
    return micros / MICROS_PER_SECOND + "." + fraction.substring(1);
  }
}
