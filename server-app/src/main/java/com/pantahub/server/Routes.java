package com.pantahub.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.PathTemplateMatch;
import io.undertow.util.PathTemplateMatcher;
import io.undertow.util.StatusCodes;
import io.undertow.util.URLUtils;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of what is served. Thread-safe.
 *
 * <p>A path matches with and without a trailing slash, but no segment of it may be empty. An
 * unknown path is 404, a method that no row of the path has is 405 with {@code Allow}. The matching
 * row's template and its values are attached to the exchange as {@link PathTemplateMatch}.
 */
final class Routes implements HttpHandler {
  private final List<Route> rows;
  private final PathTemplateMatcher<Map<String, HttpHandler>> matcher = new PathTemplateMatcher<>();

  /**
   * Makes a table.
   *
   * @throws IllegalArgumentException if two rows serve the same method of the same path
   */
  Routes(List<Route> rows) {
    this.rows = List.copyOf(rows);
    Map<String, Map<String, HttpHandler>> byPath = new LinkedHashMap<>();
    for (Route row : rows) {
      Map<String, HttpHandler> byMethod =
          byPath.computeIfAbsent(row.path(), path -> new LinkedHashMap<>());
      for (HttpString method : row.methods()) {
        if (byMethod.putIfAbsent(method.toString(), row.handler()) != null) {
          throw new IllegalArgumentException("served twice: " + method + " " + row.path());
        }
      }
    }
    byPath.forEach(matcher::add);
  }

  List<Route> rows() {
    return rows;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String path = path(exchange);
    var match = matcher.match(withoutTrailingSlash(path));
    if (match == null || path.contains("//")) {
      exchange.setStatusCode(StatusCodes.NOT_FOUND);
      return;
    }
    Map<String, HttpHandler> byMethod = match.getValue();
    HttpHandler handler = byMethod.get(exchange.getRequestMethod().toString());
    if (handler == null) {
      exchange.setStatusCode(StatusCodes.METHOD_NOT_ALLOWED);
      exchange.getResponseHeaders().put(Headers.ALLOW, String.join(", ", byMethod.keySet()));
      return;
    }
    exchange.putAttachment(PathTemplateMatch.ATTACHMENT_KEY, match);
    handler.handleRequest(exchange);
  }

  /** Decodes the path, which the parser leaves as it was sent, but for an encoded slash. */
  private static String path(HttpServerExchange exchange) {
    return URLUtils.decode(
        exchange.getRequestPath(),
        StandardCharsets.UTF_8.name(),
        false,
        false,
        new StringBuilder());
  }

  private static String withoutTrailingSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
