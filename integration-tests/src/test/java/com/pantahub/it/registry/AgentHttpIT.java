package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.RawHttp;
import com.pantahub.it.registry.ApiClient.Registered;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests as device agents send them, byte by byte. */
@OnEachDatabase
final class AgentHttpIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String AGENT = "User-Agent: Pantavisor/1\r\n";

  private final RegistryServer server;
  private final ApiClient user;
  private final int port;

  AgentHttpIT(TestDatabase database) throws Exception {
    server = RegistryServer.shared(database);
    user = server.user("agent");
    port = user.port();
  }

  private RawHttp.Response send(String method, String request) throws Exception {
    try (RawHttp connection = RawHttp.connect(port)) {
      connection.send(request);
      RawHttp.Response answer = connection.receive(method);
      assertThat(connection.isAnswered()).as("more than one answer").isFalse();
      return answer;
    }
  }

  private JsonNode registered(RawHttp.Response answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode device = JSON.readTree(answer.text());
    server.secrets().note(device.path("secret").stringValue());
    return device;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /devices/ HTTP/1.0\r\n" + AGENT + "\r\n",
        "POST /devices/ HTTP/1.0\r\nHost: hub\r\n" + AGENT + "Connection: close\r\n\r\n",
        "POST /devices/ HTTP/1.0\r\n" + AGENT + "Content-Length: 0\r\n\r\n",
        "POST /devices/ HTTP/1.1\r\nHost: hub\r\n" + AGENT + "Connection: close\r\n\r\n",
        "POST http://hub:12365/devices/ HTTP/1.0\r\n" + AGENT + "Connection: close\r\n\r\n",
        "POST http://hub/devices/ HTTP/1.1\r\nHost: hub\r\n" + AGENT + "Connection: close\r\n\r\n"
      })
  void register_withoutBody_makesAnUnclaimedDevice(String request) throws Exception {
    RawHttp.Response answer = send("POST", request);
    JsonNode device = registered(answer);
    assertThat(device.path("owner").stringValue()).isEmpty();
    assertThat(device.path("challenge").stringValue()).matches("[a-z]+-[a-z]+-[a-z]+");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(answer.header("X-Powered-By")).isEqualTo("go-json-rest");
    assertThat(answer.header("X-Runtime")).isNotNull();
    assertThat(answer.header("Content-Length")).isEqualTo("" + answer.body().length);
  }

  @Test
  void agent_http10AllTheWay_registersLogsInAndTellsOfItself() throws Exception {
    String head = " HTTP/1.0\r\n" + AGENT + "Connection: close\r\n";
    JsonNode device = registered(send("POST", "POST /devices/" + head + "\r\n"));
    String login =
        "{\"username\":\""
            + device.path("prn").stringValue()
            + "\",\"password\":\""
            + device.path("secret").stringValue()
            + "\"}";
    RawHttp.Response loggedIn =
        send(
            "POST",
            "POST http://hub/auth/login"
                + head
                + "Content-Type: application/json\r\nContent-Length: "
                + login.length()
                + "\r\n\r\n"
                + login);
    assertThat(loggedIn.status()).isEqualTo(200);
    String token = JSON.readTree(loggedIn.text()).path("token").stringValue();
    server.secrets().note(token);
    String meta = "{\"kernel\":\"\u00fc\"}";
    String self = "http://hub/devices/" + device.path("id").stringValue();
    RawHttp.Response stored =
        send(
            "PATCH",
            "PATCH "
                + self
                + "/device-meta"
                + head
                + "Authorization: Bearer "
                + token
                + "\r\nContent-Length: "
                + meta.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + new String(meta.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    assertThat(stored.status()).isEqualTo(200);
    assertThat(stored.text()).isEqualTo(meta);
    RawHttp.Response read =
        send("GET", "GET " + self + head + "Authorization: Bearer " + token + "\r\n\r\n");
    assertThat(JSON.readTree(read.text()).path("device-meta").toString()).isEqualTo(meta);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /devices/ HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n",
        "POST /devices/ HTTP/1.0\r\n\r\n",
        "POST /devices/ HTTP/1.0\r\nUser-Agent: \r\n\r\n"
      })
  void register_withoutUserAgent_isIncompatible(String request) throws Exception {
    RawHttp.Response answer = send("POST", request);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo(Expect.NOT_ALLOWED);
    assertThat(JSON.readTree(answer.text()).path("msg").stringValue())
        .isEqualTo("Incompatible Client; upgrade pantavisor");
  }

  @Test
  void login_withoutUserAgent_isForbidden() throws Exception {
    String login = "{\"username\":\"user1\",\"password\":\"user1\"}";
    String request =
        "POST /auth/login HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: "
            + login.length()
            + "\r\n";
    assertThat(send("POST", request + "\r\n" + login).status()).isEqualTo(403);
    assertThat(send("POST", request + AGENT + "\r\n" + login).status()).isEqualTo(200);
  }

  @Test
  void redirect_absoluteForm_isToThePath() throws Exception {
    RawHttp.Response answer =
        send("GET", "GET http://hub/devices?nick=a HTTP/1.0\r\n" + bearer() + "\r\n");
    assertThat(answer.status()).isEqualTo(308);
    assertThat(answer.header("Location")).endsWith("/devices/?nick=a");
    assertThat(answer.header("X-Powered-By")).isEqualTo("go-json-rest");
    assertThat(answer.header("X-Runtime")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "/devices/, 200",
    "/auth/auth_status, 200",
    "/livez, 200",
    "/openapi.json, 200",
    "/metrics/, 200",
    "/devices/000000000000000000000000, 404"
  })
  void head_path_isGetWithoutItsBody(String path, int status) throws Exception {
    try (RawHttp connection = RawHttp.connect(port)) {
      String head = path + " HTTP/1.1\r\nHost: hub\r\n" + AGENT + bearer() + "\r\n";
      connection.send("HEAD " + head);
      RawHttp.Response answer = connection.receive("HEAD");
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("Content-Type")).isNotNull();
      connection.send("GET " + head);
      assertThat(connection.receive("GET").status()).isEqualTo(status);
    }
  }

  @Test
  void body_inChunks_isReadAndRefusedWhereItIsTooLong() throws Exception {
    String head =
        "POST /devices/ HTTP/1.1\r\n"
            + "Host: hub\r\n"
            + "Connection: close\r\n"
            + "Transfer-Encoding: chunked\r\n"
            + AGENT
            + bearer()
            + "\r\n";
    JsonNode device =
        registered(
            send("POST", head + "9\r\n{\"nick\":\"\r\n5\r\nin-ch\r\n6\r\nunks\"}\r\n0\r\n\r\n"));
    assertThat(device.path("nick").stringValue()).isEqualTo("in-chunks");
    String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
    RawHttp.Response tooLong = send("POST", head + chunk.repeat(17) + "0\r\n\r\n");
    assertThat(tooLong.status()).isEqualTo(413);
    assertThat(JSON.readTree(tooLong.text()).path("code").intValue()).isEqualTo(413);
  }

  @Test
  void requests_pipelined_areAnsweredInOrder() throws Exception {
    Registered device = user.register(Map.of("nick", "pipelined"));
    String target = "/devices/" + device.id() + "/user-meta HTTP/1.1\r\nHost: hub\r\n" + bearer();
    try (RawHttp connection = RawHttp.connect(port)) {
      connection.send(
          ("PUT " + target + "Content-Length: 7\r\n\r\n{\"a\":1}")
              + ("GET " + target + "\r\n")
              + ("PATCH " + target + "Content-Length: 10\r\n\r\n{\"a\":null}")
              + ("GET " + target + "\r\n"));
      assertThat(connection.receive("PUT").text()).isEqualTo("{\"a\":1}");
      assertThat(connection.receive("GET").text()).isEqualTo("{\"a\":1}");
      assertThat(connection.receive("PATCH").text()).isEqualTo("{}");
      assertThat(connection.receive("GET").text()).isEqualTo("{}");
    }
  }

  private String bearer() {
    return "Authorization: Bearer " + user.token() + "\r\n";
  }
}
