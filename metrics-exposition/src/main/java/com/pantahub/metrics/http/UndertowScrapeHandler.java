package com.pantahub.metrics.http;

import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.scrape.ScrapeRequest;
import com.pantahub.metrics.scrape.ScrapeResponse;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Serves a {@link ScrapeEndpoint} from Undertow. Thread-safe.
 *
 * <p>Gathers on a worker thread; sends without blocking. Answers every path it is mounted at, and
 * only GET and HEAD. Undertow itself refuses a query of more than {@code
 * UndertowOptions.MAX_PARAMETERS} parameters, 1,000 unless set, with an empty 400.
 */
public final class UndertowScrapeHandler implements HttpHandler {

  private final ScrapeEndpoint endpoint;

  /**
   * Makes a handler.
   *
   * @param endpoint answers the requests; closing it is the caller's
   */
  public UndertowScrapeHandler(ScrapeEndpoint endpoint) {
    this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    if (exchange.isInIoThread()) {
      exchange.dispatch(this);
      return;
    }
    ScrapeResponse response =
        endpoint.scrape(
            ScrapeRequest.of(
                exchange.getRequestMethod().toString(),
                exchange.getQueryString(),
                name -> header(exchange, name)));
    exchange.addExchangeCompleteListener(
        (completed, next) -> {
          response.close();
          next.proceed();
        });
    exchange.setStatusCode(response.status());
    response.headers().forEach((name, value) -> put(exchange, name, value));
    exchange.setResponseContentLength(response.contentLength());
    ByteBuffer[] body = response.body();
    if (body.length == 0) {
      exchange.endExchange();
    } else {
      exchange.getResponseSender().send(body, IoCallback.END_EXCHANGE);
    }
  }

  private static @Nullable String header(HttpServerExchange exchange, String name) {
    HeaderValues values = exchange.getRequestHeaders().get(name);
    return values == null ? null : String.join(", ", values);
  }

  private static void put(HttpServerExchange exchange, String name, String value) {
    exchange.getResponseHeaders().put(HttpString.tryFromString(name), value);
  }
}
