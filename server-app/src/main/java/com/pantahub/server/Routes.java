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
import java.util.Optional;
import java.util.Set;

/**
 * The table of what is served. Thread-safe.
 *
 * <p>A target with control characters, or others than ASCII, is 400. A path matches with and
 * without a trailing slash, but no segment of it may be empty. An unknown path is 404, a method
 * that no row of the path has is 405 with {@code Allow}; below {@code /auth} and {@code /devices}
 * only those are told so who have a valid token. The matching row's template and its values are
 * attached to the exchange as {@link PathTemplateMatch}.
 */
final class Routes implements HttpHandler {
  private static final String DEVICES = "/devices";
  private static final Set<String> GUARDED = Set.of("auth", "devices");

  private final List<Route> rows;
  private final Optional<Api> api;
  private final PathTemplateMatcher<Map<String, HttpHandler>> matcher = new PathTemplateMatcher<>();

  /**
   * Makes a table without an API.
   *
   * @throws IllegalArgumentException if two rows serve the same method of the same path
   */
  Routes(List<Route> rows) {
    this(rows, Optional.empty());
  }

  /**
   * Makes a table.
   *
   * @param api tells what is wrong with requests to it that no row serves
   * @throws IllegalArgumentException if two rows serve the same method of the same path
   */
  Routes(List<Route> rows, Optional<Api> api) {
    this.rows = List.copyOf(rows);
    this.api = api;
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
    if (!isPrintable(exchange.getRequestURI()) || !isPrintable(exchange.getQueryString())) {
      exchange.setStatusCode(StatusCodes.BAD_REQUEST);
      exchange.setPersistent(false);
      return;
    }
    String path = path(exchange);
    var match = matcher.match(withoutTrailingSlash(path));
    if (match == null || path.contains("//")) {
      refuse(exchange, path, ApiException.notFound("Resource not found"));
      return;
    }
    exchange.putAttachment(PathTemplateMatch.ATTACHMENT_KEY, match);
    if (path.equals(DEVICES) && api.isPresent()) {
      redirect(exchange, DEVICES + "/");
      return;
    }
    Map<String, HttpHandler> byMethod = match.getValue();
    HttpHandler handler = byMethod.get(exchange.getRequestMethod().toString());
    if (handler == null) {
      String allowed = String.join(", ", byMethod.keySet());
      refuse(exchange, path, ApiException.methodNotAllowed(allowed));
      return;
    }
    handler.handleRequest(exchange);
  }

  /** Answers what no row serves: within the API not before it is known who asks. */
  private void refuse(HttpServerExchange exchange, String path, ApiException refusal)
      throws Exception {
    String firstSegment = path.split("/", 3)[path.startsWith("/") ? 1 : 0];
    if (api.isPresent() && GUARDED.contains(firstSegment)) {
      ApiHandler refusing =
          request -> {
            throw refusal;
          };
      api.get().handler(Access.BEARER, refusing).handleRequest(exchange);
    } else {
      exchange.setStatusCode(refusal.status());
      refusal.headers().forEach(exchange.getResponseHeaders()::put);
    }
  }

  private static void redirect(HttpServerExchange exchange, String path) {
    String query = exchange.getQueryString();
    exchange.setStatusCode(StatusCodes.PERMANENT_REDIRECT);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, ErrorAnswers.JSON);
    exchange
        .getResponseHeaders()
        .put(Headers.LOCATION, query.isEmpty() ? path : path + "?" + query);
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

  /** Tells whether a part of the target has only characters that can be typed, if not escaped. */
  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static String withoutTrailingSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
