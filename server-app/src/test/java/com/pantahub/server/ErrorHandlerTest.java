package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.server.TestClient.Answer;
import io.undertow.server.HttpHandler;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorHandlerTest {

  @Test
  void handleRequest_handlerThrows_isInternalServerErrorWithoutDetails() throws IOException {
    Answer answer =
        answer(
            exchange -> {
              exchange.getResponseHeaders().put(Headers.CONTENT_ENCODING, "gzip");
              throw new IllegalStateException("secret");
            });
    assertInternalServerError(answer);
  }

  @Test
  void handleRequest_handlerThrowsOnWorker_isInternalServerErrorWithoutDetails()
      throws IOException {
    Answer answer =
        answer(
            exchange ->
                exchange.dispatch(
                    worker -> {
                      worker.getResponseHeaders().put(Headers.CONTENT_ENCODING, "gzip");
                      throw new StackOverflowError("secret");
                    }));
    assertInternalServerError(answer);
  }

  private static void assertInternalServerError(Answer answer) {
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.values("Content-Encoding")).isEmpty();
    assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(answer.header("Content-Length")).isEqualTo("33");
    assertThat(answer.body()).isEqualTo("{\"Error\":\"Internal Server Error\"}");
  }

  @ParameterizedTest
  @CsvSource({"413, Request Entity Too Large", "503, Service Unavailable", "400, Bad Request"})
  void handleRequest_statusWithoutBody_getsOne(int status, String reason) throws IOException {
    Answer answer = answer(exchange -> exchange.setStatusCode(status));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo("{\"Error\":\"" + reason + "\"}");
  }

  @Test
  void handleRequest_successWithoutBody_staysEmpty() throws IOException {
    Answer answer = answer(exchange -> exchange.setStatusCode(200));
    assertThat(answer.values("Content-Type")).isEmpty();
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void handleRequest_errorWithBody_isLeftAlone() throws IOException {
    Answer answer =
        answer(
            exchange -> {
              exchange.setStatusCode(503);
              exchange.getResponseSender().send("later");
            });
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("later");
  }

  private static Answer answer(HttpHandler handler) throws IOException {
    Routes routes = new Routes(List.of(Route.open(List.of(Methods.GET), "/", handler)));
    try (PantahubServer server = PantahubServer.start(Configs.loopback(), routes)) {
      return TestClient.ask(server.port(), "GET", "/");
    }
  }
}
