package com.pantahub.server;

import com.pantahub.registry.RegistryException;
import com.pantahub.registry.store.StoreUnavailableException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.PathTemplateMatch;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what the API and the registry throw into answers. Thread-safe.
 *
 * <p>The body tells what the client can do something about, and an id that also stands in the log.
 * What is not the client's fault is described in the log only.
 */
final class ErrorAnswers {
  static final String JSON = "application/json; charset=utf-8";

  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
  private static final int ID_BYTES = 8;

  private final String authUrl;
  private final SecureRandom random;

  /**
   * Makes the answers.
   *
   * @param authUrl where to log in, for the header of a 401
   * @param random makes ids
   */
  ErrorAnswers(String authUrl, SecureRandom random) {
    this.authUrl = authUrl;
    this.random = random;
  }

  /** Answers a request that has failed. One whose answer is under way is cut. */
  void send(HttpServerExchange exchange, Throwable thrown) {
    String id = "REST-ERR-ID-" + newId();
    ApiException failure = failure(thrown);
    log(exchange, id, failure, thrown);
    if (exchange.isResponseStarted()) {
      exchange.endExchange();
      return;
    }
    exchange.setStatusCode(failure.status());
    HeaderMap headers = exchange.getResponseHeaders();
    headers.clear();
    challenge(headers, failure.challenge());
    failure.headers().forEach(headers::put);
    headers.put(Headers.CONTENT_TYPE, JSON);
    exchange.getResponseSender().send(ByteBuffer.wrap(Json.write(body(id, failure))));
  }

  private static Map<String, Object> body(String id, ApiException failure) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("Error", failure.error());
    body.put("error", id);
    body.put("msg", failure.text());
    body.put("code", failure.status());
    return body;
  }

  private void challenge(HeaderMap headers, ApiException.Challenge challenge) {
    String realm = " realm=\"pantahub services\", ph-aeps=\"" + authUrl + "\"";
    switch (challenge) {
      case NONE -> {}
      case TOKEN -> headers.put(Headers.WWW_AUTHENTICATE, "JWT" + realm);
      case RIGHTS -> headers.put(Headers.WWW_AUTHENTICATE, "Bearer" + realm);
      case SCOPE ->
          headers.put(
              Headers.WWW_AUTHENTICATE, "Bearer" + realm + ", error=\"insufficient_scope\"");
      case PASSWORD ->
          headers.put(
              Headers.WWW_AUTHENTICATE, "Basic realm=\"Pantahub Health @ " + authUrl + "\"");
    }
  }

  /** Returns what the client is told. */
  private static ApiException failure(Throwable thrown) {
    if (thrown instanceof ApiException failure) {
      return failure;
    }
    if (thrown instanceof RegistryException refusal) {
      return failure(refusal.reason(), String.valueOf(refusal.getMessage()));
    }
    int status =
        thrown instanceof StoreUnavailableException
            ? StatusCodes.SERVICE_UNAVAILABLE
            : StatusCodes.INTERNAL_SERVER_ERROR;
    return ApiException.of(status, StatusCodes.getReason(status));
  }

  private static ApiException failure(RegistryException.Reason reason, String message) {
    return switch (reason) {
      case INVALID -> ApiException.badRequest(message);
      case NOT_FOUND -> ApiException.notFound(message);
      case FORBIDDEN -> ApiException.forbidden(message);
      case CONFLICT -> ApiException.of(StatusCodes.CONFLICT, message);
      case UNAUTHENTICATED -> ApiException.loginFailed();
      case PRECONDITION_FAILED -> ApiException.preconditionFailed(message);
      case TOO_LARGE -> ApiException.of(StatusCodes.REQUEST_ENTITY_TOO_LARGE, message);
    };
  }

  /** Writes one line about what is foreseen, and the whole story about what is not. */
  private static void log(
      HttpServerExchange exchange, String id, ApiException failure, Throwable thrown) {
    PathTemplateMatch match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
    String route =
        RequestMetrics.method(exchange)
            + " "
            + (match == null ? RequestMetrics.UNMATCHED : match.getMatchedTemplate());
    if (thrown instanceof StoreUnavailableException) {
      LOG.error("{} {} {}: {}", id, failure.status(), route, thrown.getMessage());
    } else if (thrown instanceof ApiException || thrown instanceof RegistryException) {
      LOG.info("{} {} {}: {}", id, failure.status(), route, failure.text());
    } else {
      LOG.error("{} {} {}", id, failure.status(), route, thrown);
    }
  }

  private String newId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
