package com.pantahub.it.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the registry's API as one caller. Immutable and thread-safe.
 *
 * <p>Secrets that it sends or is given are noted.
 */
final class ApiClient {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern API = Pattern.compile("/(auth|devices|healthz|livez|readyz)\\b");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int port;
  private final KnownSecrets secrets;
  private final @Nullable String token;

  ApiClient(int port, KnownSecrets secrets, @Nullable String token) {
    this.port = port;
    this.secrets = secrets;
    this.token = token;
  }

  /** A registered device and what it logs in with. */
  record Registered(
      String id, String prn, String nick, String secret, Optional<String> challenge) {}

  ApiClient withToken(String newToken) {
    return new ApiClient(port, secrets, secrets.note(newToken));
  }

  ApiClient anonymous() {
    return new ApiClient(port, secrets, null);
  }

  int port() {
    return port;
  }

  String token() {
    if (token == null) {
      throw new IllegalStateException("anonymous");
    }
    return token;
  }

  /** Logs in, and returns a client with the token. */
  ApiClient logIn(String name, String secret) throws IOException, InterruptedException {
    return withToken(tryLogIn(name, secret).field("token"));
  }

  /** Logs in for no more than a scope, and returns a client with the token. */
  ApiClient logIn(String name, String secret, String scope)
      throws IOException, InterruptedException {
    secrets.note(secret);
    return withToken(
        anonymous()
            .post("/auth/login", Map.of("username", name, "password", secret, "scope", scope))
            .field("token"));
  }

  ApiResponse tryLogIn(String name, String secret) throws IOException, InterruptedException {
    secrets.note(secret);
    return anonymous().post("/auth/login", Map.of("username", name, "password", secret));
  }

  /** Makes an account with a password of its own, and returns a client that is logged in as it. */
  ApiClient newUser(String nick) throws IOException, InterruptedException {
    String password = secrets.note("password-of-" + nick);
    ApiResponse made =
        anonymous()
            .post(
                "/auth/accounts",
                Map.of("email", nick + "@example.com", "password", password, "nick", nick));
    if (made.status() != 200) {
      throw new AssertionError("no account: " + made.status() + " " + made.text());
    }
    return logIn(nick, password);
  }

  /** Registers a device as this caller. */
  Registered register(Map<String, ?> fields) throws IOException, InterruptedException {
    ApiResponse made = post("/devices/", fields);
    if (made.status() != 200) {
      throw new AssertionError("not registered: " + made.status() + " " + made.text());
    }
    return new Registered(
        made.field("id"),
        made.field("prn"),
        made.field("nick"),
        secrets.note(made.field("secret")),
        Optional.ofNullable(made.json().path("challenge").asStringOpt().orElse(null)));
  }

  /** Logs in as a device. */
  ApiClient as(Registered device) throws IOException, InterruptedException {
    return logIn(device.prn(), device.secret());
  }

  ApiResponse get(String target, String... headers) throws IOException, InterruptedException {
    return call("GET", target, null, headers);
  }

  ApiResponse post(String target, @Nullable Object body, String... headers)
      throws IOException, InterruptedException {
    return call("POST", target, body, headers);
  }

  ApiResponse put(String target, @Nullable Object body, String... headers)
      throws IOException, InterruptedException {
    return call("PUT", target, body, headers);
  }

  ApiResponse patch(String target, @Nullable Object body, String... headers)
      throws IOException, InterruptedException {
    return call("PATCH", target, body, headers);
  }

  ApiResponse delete(String target, String... headers) throws IOException, InterruptedException {
    return call("DELETE", target, null, headers);
  }

  /**
   * Calls the API, and checks what every answer of it has.
   *
   * @param body sent as it is if it is a text, else as JSON; null for none
   * @param headers names and values in turn
   */
  ApiResponse call(String method, String target, @Nullable Object body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
            .timeout(PATIENCE)
            .method(method, publisher(body));
    if (body != null) {
      request.setHeader("Content-Type", "application/json");
    }
    if (token != null) {
      request.setHeader("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
    ApiResponse answer =
        new ApiResponse(response.statusCode(), response.headers(), response.body());
    return API.matcher(target).lookingAt() ? Expect.framed(answer) : answer;
  }

  private static BodyPublisher publisher(@Nullable Object body) {
    if (body == null) {
      return BodyPublishers.noBody();
    }
    return BodyPublishers.ofString(
        body instanceof String text ? text : JSON.writeValueAsString(body));
  }
}
