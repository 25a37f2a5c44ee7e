package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.server.TestClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Talks to the API like a client would. Immutable; each header that is set makes another client.
 */
final class ApiClient {

  /** An answer whose body is JSON. Immutable. */
  record JsonAnswer(Answer answer) {
    int status() {
      return answer.status();
    }

    String header(String name) {
      return answer.header(name);
    }

    List<String> headers(String name) {
      return answer.values(name);
    }

    String body() {
      return new String(
          answer.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Nullable Object value() {
      return Json.read(answer.body().getBytes(StandardCharsets.ISO_8859_1));
    }

    Map<String, @Nullable Object> object() {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      if (value() instanceof Map<?, ?> members) {
        members.forEach((name, member) -> object.put((String) name, member));
        return object;
      }
      throw new AssertionError("no object: " + answer);
    }

    List<?> array() {
      if (value() instanceof List<?> array) {
        return array;
      }
      throw new AssertionError("no array: " + answer);
    }

    /** Checks that this is a success. */
    JsonAnswer ok() {
      assertThat(status()).as("%s", answer).isEqualTo(200);
      return this;
    }

    /** Returns the object, of an answer that must be a success. */
    Map<String, @Nullable Object> success() {
      return ok().object();
    }

    String text(String member) {
      if (object().get(member) instanceof String text) {
        return text;
      }
      throw new AssertionError("no text " + member + ": " + answer);
    }

    /** Checks that this is an error as clients know them. */
    JsonAnswer isError(int status, String error) {
      assertThat(status()).as("%s", answer).isEqualTo(status);
      assertThat(header("Content-Type")).isEqualTo("application/json; charset=utf-8");
      assertThat(object().keySet()).containsExactly("Error", "error", "msg", "code");
      assertThat(text("Error")).isEqualTo(error);
      assertThat(text("error")).matches("REST-ERR-ID-[0-9a-f]{16}");
      assertThat(text("msg")).isNotBlank();
      assertThat(object().get("code")).isEqualTo((long) status);
      return this;
    }

    /** Checks that this is a 401 to somebody without a valid token. */
    void isNotAuthorized() {
      isError(401, "Not Authorized");
      assertThat(header("WWW-Authenticate"))
          .isEqualTo("JWT realm=\"pantahub services\", ph-aeps=\"http://localhost:12365/auth\"");
    }

    /** Checks that this is a 403 to somebody who has not the right. */
    JsonAnswer isForbidden(String error) {
      isError(403, error);
      assertThat(header("WWW-Authenticate"))
          .isEqualTo("Bearer realm=\"pantahub services\", ph-aeps=\"http://localhost:12365/auth\"");
      return this;
    }
  }

  private final int port;
  private final Map<String, String> headers;

  ApiClient(int port) {
    this(port, Map.of("Host", "localhost", "Connection", "close", "User-Agent", "test/1"));
  }

  private ApiClient(int port, Map<String, String> headers) {
    this.port = port;
    this.headers = headers;
  }

  ApiClient with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new ApiClient(port, all);
  }

  ApiClient without(String header) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.remove(header);
    return new ApiClient(port, all);
  }

  ApiClient withToken(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /** The token this client sends. */
  String token() {
    return headers.getOrDefault("Authorization", "Bearer ").substring("Bearer ".length());
  }

  ApiClient logIn(String name, String password) throws IOException {
    return withToken(requestLogin(name, password).text("token"));
  }

  JsonAnswer requestLogin(String name, String password) throws IOException {
    return without("Authorization")
        .post("/auth/login", Map.of("username", name, "password", password));
  }

  JsonAnswer get(String target) throws IOException {
    return send("GET", target, "");
  }

  JsonAnswer delete(String target) throws IOException {
    return send("DELETE", target, "");
  }

  JsonAnswer post(String target, Map<String, ?> body) throws IOException {
    return send("POST", target, json(body));
  }

  JsonAnswer put(String target, Map<String, ?> body) throws IOException {
    return send("PUT", target, json(body));
  }

  JsonAnswer patch(String target, Map<String, ?> body) throws IOException {
    return send("PATCH", target, json(body));
  }

  private static String json(Map<String, ?> body) {
    return new String(Json.write(body), StandardCharsets.UTF_8);
  }

  /** Sends a request, whose body is JSON unless it is empty or a header says otherwise. */
  JsonAnswer send(String method, String target, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Map<String, String> all = new LinkedHashMap<>();
    if (bytes.length > 0) {
      all.put("Content-Type", "application/json");
    }
    all.putAll(headers);
    all.put("Content-Length", Integer.toString(bytes.length));
    StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    all.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    request.append("\r\n").append(new String(bytes, StandardCharsets.ISO_8859_1));
    return new JsonAnswer(TestClient.send(port, request.toString()));
  }
}
