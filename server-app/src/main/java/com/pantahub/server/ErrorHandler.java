package com.pantahub.server;

import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/**
 * Gives a JSON body to every error that has none: what no route serves, and what a handler failed
 * at. Thread-safe.
 *
 * <p>The body never tells what was thrown; that goes to the log.
 */
final class ErrorHandler implements HttpHandler {
  private final HttpHandler next;

  ErrorHandler(HttpHandler next) {
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    exchange.addDefaultResponseListener(ErrorHandler::answer);
    next.handleRequest(exchange);
  }

  private static boolean answer(HttpServerExchange exchange) {
    if (!exchange.isResponseChannelAvailable()
        || exchange.getStatusCode() < StatusCodes.BAD_REQUEST) {
      return false;
    }
    if (exchange.getAttachment(DefaultResponseListener.EXCEPTION) != null) {
      exchange.getResponseHeaders().clear();
    }
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, ErrorAnswers.JSON);
    exchange.getResponseSender().send("{\"Error\":\"" + message(exchange.getStatusCode()) + "\"}");
    return true;
  }

  private static String message(int status) {
    return switch (status) {
      case StatusCodes.NOT_FOUND -> "Resource not found";
      case StatusCodes.METHOD_NOT_ALLOWED -> "Method not allowed";
      default -> StatusCodes.getReason(status);
    };
  }
}
