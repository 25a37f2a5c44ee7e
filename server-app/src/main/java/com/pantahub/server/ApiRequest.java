package com.pantahub.server;

import com.pantahub.registry.Caller;
import com.pantahub.registry.Principal;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.PathTemplateMatch;
import io.undertow.util.StatusCodes;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** A request to the API, and who sent it. Not thread-safe; one per request. */
final class ApiRequest {
  private final HttpServerExchange exchange;
  private final Optional<Identity> identity;
  private final Supplier<byte[]> body;

  /**
   * Makes a request.
   *
   * @param exchange its head
   * @param identity who sent it, if anybody has asked
   * @param body returns its body, or throws why it was not taken
   */
  ApiRequest(HttpServerExchange exchange, Optional<Identity> identity, Supplier<byte[]> body) {
    this.exchange = exchange;
    this.identity = identity;
    this.body = body;
  }

  /** Who asks the registry. */
  Caller caller() {
    return identity
        .<Caller>map(known -> known.principal().caller())
        .orElseGet(Caller.Anonymous::new);
  }

  /** Whose token came with the request; only of use where a route needs one. */
  Identity identity() {
    return identity.orElseThrow(ApiException::notAuthorized);
  }

  Principal principal() {
    return identity().principal();
  }

  /** The value of a name in the path's template. */
  String path(String name) {
    PathTemplateMatch match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
    return Objects.requireNonNull(match.getParameters().get(name), name);
  }

  QueryParameters query() {
    return QueryParameters.parse(exchange.getQueryString());
  }

  Optional<String> header(HttpString name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /** The value of a header that is a list, which may be spread over several lines. */
  Optional<String> listHeader(HttpString name) {
    return Optional.ofNullable(exchange.getRequestHeaders().get(name))
        .map(lines -> String.join(",", lines));
  }

  /** The IP address at the other end of the connection. */
  String peerAddress() {
    return exchange.getSourceAddress().getAddress().getHostAddress();
  }

  /** Lets pass clients that say what they are. */
  void requireUserAgent() {
    if (header(Headers.USER_AGENT).filter(text -> !text.isBlank()).isEmpty()) {
      throw ApiException.incompatibleClient();
    }
  }

  /** Lets pass bodies that say they are JSON. */
  void requireJsonType() {
    String type = header(Headers.CONTENT_TYPE).orElse("").toLowerCase(Locale.ROOT);
    int end = type.indexOf(';');
    String charset = end < 0 ? "" : type.substring(end + 1).replaceAll("[\\s\"]", "");
    boolean isJson = (end < 0 ? type : type.substring(0, end)).trim().equals("application/json");
    if (!isJson || (charset.startsWith("charset=") && !charset.equals("charset=utf-8"))) {
      throw ApiException.of(
          StatusCodes.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json in UTF-8");
    }
  }

  /**
   * Reads the body.
   *
   * @throws ApiException 400 if it is no JSON object; 413 if it is too long
   */
  JsonObject json() {
    return JsonObject.read(body.get());
  }

  /** Reads the body, which may be missing. */
  Optional<JsonObject> jsonIfAny() {
    byte[] bytes = body.get();
    return bytes.length == 0 ? Optional.empty() : Optional.of(JsonObject.read(bytes));
  }
}
