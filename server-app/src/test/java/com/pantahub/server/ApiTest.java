package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.server.ApiClient.JsonAnswer;
import com.pantahub.server.TestClient.Answer;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every route of the API. */
class ApiTest extends ResourceTest {

  ApiTest() throws IOException {}

  @ParameterizedTest
  @CsvSource({
    "GET, /auth/nothing",
    "GET, /auth/login/x",
    "DELETE, /auth/login",
    "BREW, /auth/",
    "GET, /devices/a/b/c/d",
    "GET, /devices//",
    "GET, /devices/{}/public",
    "POST, /devices/tokens/x",
    "OPTIONS, /devices/",
    "PUT, /devices/tokens",
    "GET, /%61uth/nothing"
  })
  void unserved_withoutToken_is401(String method, String target) throws IOException {
    anonymous.send(method, target, "").isNotAuthorized();
    anonymous.withToken("x.y.z").send(method, target, "").isNotAuthorized();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /auth/nothing, 404, ''",
    "GET, /devices/a/b/c/d, 404, ''",
    "GET, /devices//, 404, ''",
    "DELETE, /auth/login, 405, 'POST, GET, HEAD'",
    "BREW, /auth/, 405, 'GET, HEAD'",
    "GET, /devices/abc/public, 405, 'PUT, DELETE'",
    "OPTIONS, /devices/, 405, 'GET, HEAD, POST'",
    "PUT, /devices/tokens, 405, 'POST, GET, HEAD'"
  })
  void unserved_withToken_isTold(String method, String target, int status, String allow)
      throws IOException {
    JsonAnswer answer = user1.send(method, target, "");
    answer.isError(status, status == 404 ? "Resource not found" : "Method not allowed");
    assertThat(answer.headers("Allow")).isEqualTo(allow.isEmpty() ? List.of() : List.of(allow));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, 404, Resource not found",
    "GET, /authx, 404, Resource not found",
    "GET, /, 404, Resource not found",
    "PUT, /metrics, 405, Method not allowed",
    "POST, /livez, 405, Method not allowed"
  })
  void unserved_outsideTheApi_isPlain(String method, String target, int status, String error)
      throws IOException {
    JsonAnswer answer = anonymous.send(method, target, "");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo("{\"Error\":\"" + error + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/auth/",
        "/auth/login",
        "/auth/auth_status",
        "/auth/accounts",
        "/devices/",
        "/devices/thing",
        "/devices/thing/user-meta",
        "/devices/tokens",
        "/devices/auth_status",
        "/devices/np/user1/thing",
        "/livez",
        "/openapi.json"
      })
  void head_whereGetIs_isTheSameWithoutBody(String path) throws IOException {
    register(user1, "thing");
    JsonAnswer get = user1.get(path).ok();
    JsonAnswer head = user1.send("HEAD", path, "").ok();
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
    assertThat(head.headers("ETag")).isEqualTo(get.headers("ETag"));
  }

  @Test
  void answers_all_haveTheStandardHeaders() throws IOException {
    for (JsonAnswer answer :
        List.of(
            user1.get("/devices/"),
            anonymous.get("/devices/"),
            user1.get("/devices/abc"),
            user1.get("/devices"),
            anonymous.send("POST", "/auth/login", "{"))) {
      assertThat(answer.header("X-Powered-By")).isEqualTo("go-json-rest");
      assertThat(answer.header("X-Runtime")).matches("\\d+\\.\\d{6}");
    }
  }

  @Test
  void agent_http10WithoutBodyAndLength_registers() throws IOException {
    Answer answer =
        TestClient.send(
            service.port(),
            "POST /devices/ HTTP/1.0\r\nUser-Agent: pantavisor\r\nConnection: close\r\n\r\n");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"challenge\":");
    assertThat(Integer.parseInt(answer.header("Content-Length"))).isEqualTo(answer.body().length());
  }

  @Test
  void agent_absoluteTargetOnHttp10_isServed() throws IOException {
    String credentials = "Authorization: Bearer " + user1.token() + "\r\n";
    for (String version : List.of("HTTP/1.0", "HTTP/1.1")) {
      Answer answer =
          TestClient.send(
              service.port(),
              "GET http://api.pantahub.com:80/devices/?nick=x "
                  + version
                  + "\r\nHost: api.pantahub.com\r\nConnection: close\r\n"
                  + credentials
                  + "\r\n");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("[]");
    }
  }

  @Test
  void body_chunked_isRead() throws IOException {
    Answer answer =
        TestClient.send(
            service.port(),
            "POST /devices/ HTTP/1.1\r\nHost: x\r\nUser-Agent: x\r\nConnection: close\r\n"
                + "Authorization: Bearer "
                + user1.token()
                + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "7\r\n{\"nick\"\r\n8\r\n:\"thing\"\r\n1\r\n}\r\n0\r\n\r\n");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"nick\":\"thing\"");
  }

  @Test
  void body_longest_isRead() throws IOException {
    String body = "{\"x\":\"" + "a".repeat(1024 * 1024 - 8) + "\"}";
    assertThat(body).hasSize(1024 * 1024);
    user1.send("POST", "/devices/", body).ok();
  }

  @Test
  void body_tooLong_is413AndNothingIsStored() throws IOException {
    String body = "{\"x\":\"" + "a".repeat(1024 * 1024) + "\"}";
    user1.send("POST", "/devices/", body).isError(413, "A body has at most 1024 KiB");
    anonymous.send("POST", "/auth/login", body).isError(413, "A body has at most 1024 KiB");
    assertThat(user1.get("/devices/").array()).isEmpty();
  }

  @Test
  void body_chunkedAndTooLong_is413() throws IOException {
    Answer answer =
        TestClient.send(
            service.port(),
            "POST /devices/ HTTP/1.1\r\nHost: x\r\nUser-Agent: x\r\nConnection: close\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n100001\r\n"
                + " ".repeat(0x100001)
                + "\r\n0\r\n\r\n");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("\"msg\":\"A body has at most 1024 KiB\"");
  }

  @Test
  void body_tooLong_isRefusedToStrangersFirst() throws IOException {
    anonymous.send("PUT", "/devices/abc", "x".repeat(1024 * 1024 + 1)).isNotAuthorized();
  }

  @Test
  void body_manySlowSenders_holdNoThread() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        Socket socket = TestClient.connect(service.port());
        slow.add(socket);
        TestClient.write(
            socket, "POST /devices/ HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
      }
      user1.get("/devices/").ok();
      user1.post("/devices/", Map.of("nick", "quick")).ok();
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void body_tooManyLargeOnes_are503() throws IOException {
    List<Socket> large = new ArrayList<>();
    String head =
        "POST /devices/ HTTP/1.1\r\nHost: x\r\nUser-Agent: x\r\nContent-Length: 1000000\r\n\r\n";
    try {
      for (int i = 0; i < BodyReceiver.MAX_LARGE; i++) {
        Socket socket = TestClient.connect(service.port());
        large.add(socket);
        TestClient.write(socket, head + "x".repeat(BodyReceiver.SMALL_BYTES + 1));
      }
      JsonAnswer answer;
      do {
        answer = anonymous.send("POST", "/devices/", "{\"a\":\"" + "x".repeat(200_000) + "\"}");
      } while (answer.status() == 200);
      answer.isError(503, "Too many large bodies at once");
      anonymous.send("POST", "/devices/", "{\"a\":\"" + "x".repeat(120_000) + "\"}").ok();
    } finally {
      for (Socket socket : large) {
        socket.close();
      }
    }
  }

  @Test
  void body_unfinishedOnesOfUnknownLength_keepNobodyOut() throws IOException {
    List<Socket> unfinished = new ArrayList<>();
    String head =
        "POST /devices/ HTTP/1.1\r\nHost: x\r\nUser-Agent: x\r\nTransfer-Encoding: chunked\r\n";
    try {
      for (int i = 0; i <= BodyReceiver.MAX_LARGE; i++) {
        Socket socket = TestClient.connect(service.port());
        unfinished.add(socket);
        TestClient.write(socket, head + "\r\n1\r\n{\r\n");
      }
      String whole = head + "Connection: close\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
      assertThat(TestClient.send(service.port(), whole).status()).isEqualTo(200);
    } finally {
      for (Socket socket : unfinished) {
        socket.close();
      }
    }
  }

  @Test
  void connection_persistent_servesOneAfterTheOther() throws IOException {
    String request =
        "GET /devices/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + user1.token() + "\r\n";
    try (Socket socket = TestClient.connect(service.port())) {
      TestClient.write(socket, request + "\r\n" + request + "Connection: close\r\n\r\n");
      assertThat(TestClient.readToEnd(socket).split("HTTP/1.1 200 OK", -1)).hasSize(3);
    }
  }

  @Test
  void metrics_requests_areByRouteTemplate() throws IOException {
    user1.get("/devices/secretnick");
    user1.get("/devices/x/y/z");
    user1.send("BREW", "/devices/", "");
    anonymous.get("/devices/000000000000000000000000/user-meta");
    String metrics = TestClient.ask(service.port(), "GET", "/metrics").body();
    for (Map.Entry<String, String> labels :
        Map.of(
                "code=\"404\",method=\"GET\"", "/devices/{device}",
                "code=\"404\",method=\"GET\" ", "unmatched",
                "code=\"405\",method=\"other\"", "/devices",
                "code=\"401\",method=\"GET\"", "/devices/{device}/user-meta")
            .entrySet()) {
      assertThat(metrics)
          .contains(
              "pantahub_http_request_duration_seconds_count{"
                  + labels.getKey().trim()
                  + ",route=\""
                  + labels.getValue()
                  + "\"} 1\n");
    }
    assertThat(metrics).doesNotContain("secretnick", "BREW", "0000000000");
  }
}
