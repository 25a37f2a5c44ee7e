package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.server.TestClient.Answer;
import io.undertow.util.Methods;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardHeadersTest {
  private static final Routes ROUTES =
      new Routes(
          List.of(
              Route.open(
                  List.of(Methods.GET, Methods.HEAD),
                  "/hello",
                  exchange -> exchange.getResponseSender().send("hello")),
              Route.open(
                  List.of(Methods.GET),
                  "/broken",
                  exchange -> {
                    throw new IllegalStateException("on purpose");
                  })));

  @ParameterizedTest
  @CsvSource({
    "GET, /hello, 200",
    "HEAD, /hello, 200",
    "GET, /nothing, 404",
    "HEAD, /nothing, 404",
    "PUT, /hello, 405",
    "GET, /broken, 500"
  })
  void handleRequest_everyAnswer_hasThem(String method, String path, int status) throws Exception {
    try (PantahubServer server = PantahubServer.start(Configs.loopback(), ROUTES)) {
      Answer answer = TestClient.ask(server.port(), method, path);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("X-Powered-By")).isEqualTo("go-json-rest");
      assertThat(answer.header("X-Runtime")).matches("\\d+\\.\\d{6}");
      assertThat(answer.values("Server")).isEmpty();
    }
  }

  @Test
  void handleRequest_otherPoweredBy_isServed() throws Exception {
    ServerConfig config = Configs.loopback(Map.of(Setting.POWERED_BY, "steam and cogs"));
    try (PantahubServer server = PantahubServer.start(config, ROUTES)) {
      assertThat(TestClient.ask(server.port(), "GET", "/hello").header("X-Powered-By"))
          .isEqualTo("steam and cogs");
    }
  }

  @Test
  void handleRequest_emptyPoweredBy_isNoHeader() throws Exception {
    ServerConfig config = Configs.loopback(Map.of(Setting.POWERED_BY, ""));
    try (PantahubServer server = PantahubServer.start(config, ROUTES)) {
      assertThat(TestClient.ask(server.port(), "GET", "/hello").values("X-Powered-By")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.000000",
    "999, 0.000000",
    "1000, 0.000001",
    "796_000, 0.000796",
    "999_999_999, 0.999999",
    "1_000_000_000, 1.000000",
    "61_000_020_000, 61.000020"
  })
  void seconds_nanos_haveSixDecimals(String nanos, String seconds) {
    assertThat(StandardHeaders.seconds(Long.parseLong(nanos.replace("_", "")))).isEqualTo(seconds);
  }
}
