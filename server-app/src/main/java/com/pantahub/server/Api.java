package com.pantahub.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Serves {@link ApiHandler}s: receives the request, and then, on a worker thread, lets in who may,
 * has the request answered, and sends the answer. Thread-safe.
 */
final class Api {
  private final Authentication authentication;
  private final ErrorAnswers errors;
  private final BodyReceiver bodies = new BodyReceiver();

  Api(Authentication authentication, ErrorAnswers errors) {
    this.authentication = authentication;
    this.errors = errors;
  }

  /** Makes a row of the table of routes. Who may GET a path may HEAD it. */
  Route route(HttpString method, String path, Access access, ApiHandler handler) {
    List<HttpString> methods =
        method.equals(Methods.GET) ? List.of(Methods.GET, Methods.HEAD) : List.of(method);
    return new Route(methods, path, access, handler(access, handler));
  }

  /** Makes the handler for who may. */
  HttpHandler handler(Access access, ApiHandler handler) {
    return exchange ->
        bodies.receive(
            exchange, body -> exchange.dispatch(() -> serve(exchange, access, body, handler)));
  }

  private void serve(
      HttpServerExchange exchange, Access access, Supplier<byte[]> body, ApiHandler handler) {
    try {
      Optional<Identity> identity = authentication.admit(access, exchange.getRequestHeaders());
      send(exchange, handler.answer(new ApiRequest(exchange, identity, body)));
    } catch (RuntimeException | StackOverflowError e) {
      errors.send(exchange, e);
    }
  }

  private static void send(HttpServerExchange exchange, ApiAnswer answer) {
    byte[] body = Json.write(answer.body());
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().put(name, value));
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, ErrorAnswers.JSON);
    exchange.getResponseSender().send(ByteBuffer.wrap(body));
  }
}
