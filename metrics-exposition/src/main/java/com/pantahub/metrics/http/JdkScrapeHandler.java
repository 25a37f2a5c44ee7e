package com.pantahub.metrics.http;

import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.scrape.ScrapeRequest;
import com.pantahub.metrics.scrape.ScrapeResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Serves a {@link ScrapeEndpoint} from the JDK's HttpServer. Thread-safe.
 *
 * <p>Answers the path it is mounted at, with and without a slash behind it; what is below gets a
 * 404. Only GET and HEAD.
 */
public final class JdkScrapeHandler implements HttpHandler {

  /** For the server: there is no body. */
  static final long NO_BODY = -1;

  private final ScrapeEndpoint endpoint;

  /**
   * Makes a handler.
   *
   * @param endpoint answers the requests; closing it is the caller's
   */
  public JdkScrapeHandler(ScrapeEndpoint endpoint) {
    this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!isMountPoint(exchange)) {
        exchange.sendResponseHeaders(404, NO_BODY);
        return;
      }
      ScrapeRequest request =
          ScrapeRequest.of(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawQuery(),
              name -> header(exchange, name));
      try (ScrapeResponse response = endpoint.scrape(request)) {
        send(response, exchange);
      }
    }
  }

  private static void send(ScrapeResponse response, HttpExchange exchange) throws IOException {
    response.headers().forEach(exchange.getResponseHeaders()::set);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(response.contentLength()));
      exchange.sendResponseHeaders(response.status(), NO_BODY);
    } else {
      long length = response.contentLength();
      exchange.sendResponseHeaders(response.status(), length == 0 ? NO_BODY : length);
      response.writeTo(exchange.getResponseBody());
    }
  }

  /** Tells whether a request is for the path of its context and not for one below. */
  static boolean isMountPoint(HttpExchange exchange) {
    String mounted = withoutSlash(exchange.getHttpContext().getPath());
    return withoutSlash(exchange.getRequestURI().getPath()).equals(mounted);
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static @Nullable String header(HttpExchange exchange, String name) {
    List<String> values = exchange.getRequestHeaders().get(name);
    return values == null ? null : String.join(", ", values);
  }
}
