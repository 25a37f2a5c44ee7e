package com.pantahub.server;

import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.Map;

/**
 * An answer which is not 200. Immutable.
 *
 * <p>Its message is sent to the client, so it holds no secret and repeats no input. It has no stack
 * trace, being no defect.
 */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What the answer says about how to authenticate. */
  enum Challenge {
    /** Nothing. */
    NONE,
    /** A valid token is needed. */
    TOKEN,
    /** The token's owner may not do this. */
    RIGHTS,
    /** The token's scopes are too narrow. */
    SCOPE,
    /** The password of the administration is needed. */
    PASSWORD
  }

  private final int status;
  private final Challenge challenge;
  private final String error;
  private final transient Map<HttpString, String> headers;

  private ApiException(
      int status,
      Challenge challenge,
      String error,
      String message,
      Map<HttpString, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.challenge = challenge;
    this.error = error;
    this.headers = Map.copyOf(headers);
  }

  private static ApiException of(int status, Challenge challenge, String message) {
    return new ApiException(status, challenge, message, message, Map.of());
  }

  static ApiException of(int status, String message) {
    return of(status, Challenge.NONE, message);
  }

  static ApiException badRequest(String message) {
    return of(StatusCodes.BAD_REQUEST, message);
  }

  /** No token, or none that is valid. */
  static ApiException notAuthorized() {
    return new ApiException(
        StatusCodes.UNAUTHORIZED,
        Challenge.TOKEN,
        "Not Authorized",
        "A valid token is needed",
        Map.of());
  }

  /** The password of the administration is missing or wrong. */
  static ApiException notAdministration() {
    return of(StatusCodes.UNAUTHORIZED, Challenge.PASSWORD, "Not Authorized");
  }

  /** A wrong name or password: nothing that another token would help with. */
  static ApiException loginFailed() {
    return new ApiException(
        StatusCodes.UNAUTHORIZED,
        Challenge.NONE,
        "Not Authorized",
        "Wrong name or password",
        Map.of());
  }

  static ApiException forbidden(String message) {
    return of(StatusCodes.FORBIDDEN, Challenge.RIGHTS, message);
  }

  static ApiException insufficientScope() {
    return of(StatusCodes.FORBIDDEN, Challenge.SCOPE, "The scopes of the token are not sufficient");
  }

  /** The client does not say what it is. */
  static ApiException incompatibleClient() {
    return new ApiException(
        StatusCodes.FORBIDDEN,
        Challenge.RIGHTS,
        "Incompatible Client",
        "Incompatible Client; upgrade pantavisor",
        Map.of());
  }

  static ApiException notFound(String message) {
    return of(StatusCodes.NOT_FOUND, message);
  }

  static ApiException methodNotAllowed(String allowed) {
    String message = "Method not allowed";
    return new ApiException(
        StatusCodes.METHOD_NOT_ALLOWED,
        Challenge.NONE,
        message,
        message,
        Map.of(Headers.ALLOW, allowed));
  }

  static ApiException preconditionFailed(String message) {
    return of(StatusCodes.PRECONDITION_FAILED, message);
  }

  static ApiException tooManyAttempts(Duration retryAfter) {
    String message = "Too many failed attempts, try again later";
    long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
    return new ApiException(
        StatusCodes.TOO_MANY_REQUESTS,
        Challenge.NONE,
        message,
        message,
        Map.of(Headers.RETRY_AFTER, Long.toString(seconds)));
  }

  int status() {
    return status;
  }

  Challenge challenge() {
    return challenge;
  }

  /** What is wrong, in a word that clients know. */
  String error() {
    return error;
  }

  /** What is wrong, for people. */
  String text() {
    return String.valueOf(getMessage());
  }

  /** What else the answer says. */
  Map<HttpString, String> headers() {
    return headers;
  }
}
