package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.util.Methods;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  private static final Routes ROUTES =
      new Routes(
          List.of(
              Route.open(
                  List.of(Methods.GET),
                  "/",
                  exchange ->
                      exchange
                          .getResponseSender()
                          .send(exchange.getSourceAddress().getAddress().getHostAddress()))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1|192.0.2.1",
        "198.51.100.7, 192.0.2.1|192.0.2.1",
        "2001:db8::1|2001:db8:0:0:0:0:0:1",
        "''|127.0.0.1",
        "localhost|127.0.0.1",
        "cafe|127.0.0.1",
        "300.1.1.1|127.0.0.1",
        "::::|127.0.0.1",
        "192.0.2.1,|127.0.0.1"
      })
  void handleRequest_header_namesTheClient(String value, String expected) throws IOException {
    ServerConfig config =
        Configs.loopback(Map.of(Setting.CLIENT_ADDRESS_HEADER, "X-Forwarded-For"));
    assertThat(ask(config, value)).isEqualTo(expected);
  }

  @Test
  void handleRequest_notConfigured_isTheConnections() throws IOException {
    assertThat(ask(Configs.loopback(), "192.0.2.1")).isEqualTo("127.0.0.1");
    assertThat(Configs.loopback().http().clientAddressHeader()).isEmpty();
  }

  private static String ask(ServerConfig config, String forwardedFor) throws IOException {
    try (PantahubServer server = PantahubServer.start(config, ROUTES)) {
      return TestClient.send(
              server.port(),
              "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: 203.0.113.9\r\n"
                  + "X-Forwarded-For: "
                  + forwardedFor
                  + "\r\n\r\n")
          .body();
    }
  }
}
