package com.pantahub.server;

import io.prometheus.client.Histogram;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.PathTemplateMatch;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Measures every request, from its head to the end of its answer. Thread-safe.
 *
 * <pre>
 * pantahub_http_request_duration_seconds{method="...",route="...",code="..."}   histogram
 * </pre>
 *
 * <p>Labels are bounded: the route is the template of the table of routes, and what a client makes
 * up is {@code other} or {@code unmatched}.
 */
final class RequestMetrics implements HttpHandler {
  /** The route of what no route serves. */
  static final String UNMATCHED = "unmatched";

  private static final Set<HttpString> METHODS =
      Set.of(
          Methods.GET,
          Methods.HEAD,
          Methods.POST,
          Methods.PUT,
          Methods.PATCH,
          Methods.DELETE,
          Methods.OPTIONS);
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Histogram durations;
  private final HttpHandler next;

  /**
   * Measures what another handler answers.
   *
   * @param durations where to note it; see {@link #histogram}
   * @param next handler that answers
   */
  RequestMetrics(Histogram durations, HttpHandler next) {
    this.durations = durations;
    this.next = next;
  }

  /**
   * Makes the histogram, to be registered with what is scraped. The series of the scrapes is there
   * from the start, so that the first of them has the family.
   */
  static Histogram histogram() {
    Histogram histogram =
        Histogram.build(
                "pantahub_http_request_duration_seconds",
                "Time from the head of an HTTP request to the end of its answer.")
            .labelNames("method", "route", "code")
            .buckets(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10)
            .create();
    histogram.labels("GET", "/metrics", "200");
    return histogram;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    long startNanos = System.nanoTime();
    exchange.addExchangeCompleteListener(
        (completed, nextListener) -> {
          observe(completed, System.nanoTime() - startNanos);
          nextListener.proceed();
        });
    next.handleRequest(exchange);
  }

  private void observe(HttpServerExchange exchange, long elapsedNanos) {
    PathTemplateMatch match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
    String route = match == null ? UNMATCHED : match.getMatchedTemplate();
    String code = Integer.toString(exchange.getStatusCode());
    durations.labels(method(exchange), route, code).observe(elapsedNanos / NANOS_PER_SECOND);
  }

  /** Returns the method as a label. */
  static String method(HttpServerExchange exchange) {
    HttpString method = exchange.getRequestMethod();
    return METHODS.contains(method) ? method.toString() : "other";
  }
}
