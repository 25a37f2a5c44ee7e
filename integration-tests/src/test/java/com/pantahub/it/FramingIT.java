package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests and answers follow one another on a connection. */
class FramingIT {
  private static final String GET =
      "GET /metrics/?name[]=go_info HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void http11_twoRequests_areAnsweredOnOneConnection() throws Exception {
    try (RawHttp connection = RawHttp.connect(server.port())) {
      connection.send(GET);
      RawHttp.Response first = connection.receive("GET");
      connection.send(GET);
      RawHttp.Response second = connection.receive("GET");
      assertThat(first.status()).isEqualTo(200);
      assertThat(first.header("Connection")).isNull();
      assertThat(second.body()).isEqualTo(first.body());
    }
  }

  @Test
  void http11_pipelinedRequests_areAnsweredInOrder() throws Exception {
    try (RawHttp connection = RawHttp.connect(server.port())) {
      String unknown = "GET /unknown HTTP/1.1\r\nHost: localhost\r\n\r\n";
      connection.send(GET + unknown + GET);
      assertThat(connection.receive("GET").status()).isEqualTo(200);
      assertThat(connection.receive("GET").status()).isEqualTo(404);
      assertThat(connection.receive("GET").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"/metrics/, 200", "/unknown, 404"})
  void http11_getAfterHead_isAnsweredOnTheSameConnection(String path, int status) throws Exception {
    try (RawHttp connection = RawHttp.connect(server.port())) {
      connection.send("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(connection.receive("HEAD").status()).isEqualTo(status);
      connection.send(GET);
      assertThat(connection.receive("GET").status()).isEqualTo(200);
    }
  }

  @Test
  void http11_requestWithBody_isReadToItsEnd() throws Exception {
    try (RawHttp connection = RawHttp.connect(server.port())) {
      connection.send(
          "POST /metrics/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello" + GET);
      assertThat(connection.receive("POST").status()).isEqualTo(405);
      assertThat(connection.receive("GET").status()).isEqualTo(200);
    }
  }

  @Test
  void http11_requestInPieces_isAnswered() throws Exception {
    try (RawHttp connection = RawHttp.connect(server.port())) {
      for (int i = 0; i < GET.length(); i++) {
        connection.send(GET.substring(i, i + 1));
      }
      assertThat(connection.receive("GET").status()).isEqualTo(200);
    }
  }

  @Test
  void http10_request_isAnsweredAndClosed() throws Exception {
    try (RawHttp connection = RawHttp.connect(server.port())) {
      connection.send("GET /metrics/ HTTP/1.0\r\n\r\n");
      RawHttp.Response answer = connection.receive("GET");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Content-Length")).isNotNull();
      assertThat(connection.isAnswered()).isFalse();
    }
  }

  @Test
  void http10_keepAlive_isKeptAndSaidSo() throws Exception {
    try (RawHttp connection = RawHttp.connect(server.port())) {
      connection.send("GET /metrics/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      assertThat(connection.receive("GET").header("Connection")).isEqualTo("keep-alive");
      connection.send(GET);
      assertThat(connection.receive("GET").status()).isEqualTo(200);
    }
  }

  @Test
  void absoluteForm_target_isThePath() throws Exception {
    String target = "http://localhost:" + server.port() + "/metrics/?name[]=go_info";
    RawHttp.Response answer = RawHttp.get(server.port(), target);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("\ngo_info{");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /metrics/?name[]=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /metrics/?name[]=% HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /metrics/ HTTP/1.1\r\n\r\n",
        "GET /metrics/\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"
      })
  void request_malformed_isBadRequestAndClosed(String request) throws Exception {
    try (RawHttp connection = RawHttp.connect(server.port())) {
      connection.send(request);
      assertThat(connection.receive("GET").status()).isEqualTo(400);
      assertThat(connection.isAnswered()).isFalse();
    }
  }

  @Test
  void request_headTooLong_isRefusedAndOthersAreServed() throws Exception {
    try (RawHttp connection = RawHttp.connect(server.port())) {
      connection.ask(
          "GET /metrics/ HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(1 << 20) + "\r\n\r\n");
    }
    assertThat(RawHttp.get(server.port(), "/metrics/").status()).isEqualTo(200);
  }
}
