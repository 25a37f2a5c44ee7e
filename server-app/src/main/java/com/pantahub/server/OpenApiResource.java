package com.pantahub.server;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/** What is served at {@code /openapi.json}: the API, described in OpenAPI 3.1. Thread-safe. */
final class OpenApiResource {
  private static final String FILE = "openapi.json";

  Route route() {
    return Route.open(
        List.of(Methods.GET, Methods.HEAD),
        "/" + FILE,
        exchange -> exchange.dispatch(OpenApiResource::send));
  }

  private static void send(HttpServerExchange exchange) throws IOException {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, ErrorAnswers.JSON);
    exchange.getResponseSender().send(ByteBuffer.wrap(document()));
  }

  /** Reads the document, which is asked for too seldom to be kept in memory. */
  static byte[] document() throws IOException {
    try (InputStream file = OpenApiResource.class.getResourceAsStream(FILE)) {
      return Objects.requireNonNull(file, FILE).readAllBytes();
    }
  }
}
