package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.RawHttp;
import com.pantahub.it.registry.ApiClient.Registered;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Texts that mean something to SQL, HTTP, JSON, paths, regular expressions or terminals, in every
 * place a client can put one: where they are data they come back as they were sent, and elsewhere
 * they are refused. Every answer is checked for the form that all answers have.
 */
@OnEachDatabase
final class InjectionIT {
  private final RegistryServer server;
  private final ApiClient user;
  private final ApiClient anonymous;

  InjectionIT(TestDatabase database) throws Exception {
    server = RegistryServer.shared(database);
    user = server.user("injection");
    anonymous = server.client();
  }

  static Stream<String> texts() {
    return Stream.of(
        "' OR '1'='1",
        "'; DROP TABLE device; --",
        "x' UNION SELECT secret FROM device --",
        "%' ESCAPE '",
        "\\'; --",
        "{{7*7}}${7*7}#{7*7}",
        "${jndi:ldap://127.0.0.1/a}",
        "%s%n%x",
        "a\r\nSet-Cookie: injected=1",
        "a\nX-Injected: 1\n\n{}",
        "\",\"owner\":\"prn:pantahub.com:auth:/admin\",\"x\":\"",
        "{\"$ne\":null}",
        "../../../../etc/passwd",
        "..\\..\\windows",
        "%2e%2e%2f",
        "%00",
        "a/b",
        "..",
        ";a=b",
        "(a+)+$",
        "[a-z]{1,99999}",
        "^a",
        "!a",
        "<script>alert(1)</script>",
        "\u001b[2J\u0007",
        "\u0000",
        "\u202e\u200b\ufeff",
        "\u00e4\u20ac\ud83d\ude00\u0301",
        " ",
        "null",
        "a".repeat(5_000));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** An answer that is done or refused, with nothing of the server's in it. */
  private static ApiResponse harmless(ApiResponse answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 499);
    assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "x-injected");
    return answer;
  }

  @ParameterizedTest
  @MethodSource("texts")
  void metadata_anyText_isStoredAsItWasSent(String text) throws Exception {
    Map<String, Object> meta = Map.of("k", text, "key " + text, List.of(text, Map.of(text, 1)));
    Registered device = user.register(Map.of("user-meta", meta));
    String path = "/devices/" + device.id();
    ApiClient self = user.as(device);
    JsonNode registered = Expect.ok(user.get(path)).path("user-meta");
    assertThat(registered.path("k").stringValue()).isEqualTo(text);
    assertThat(registered.path("key " + text).path(0).stringValue()).isEqualTo(text);
    assertThat(registered.path("key " + text).path(1).path(text).intValue()).isEqualTo(1);
    assertThat(Expect.ok(user.put(path + "/user-meta", meta))).isEqualTo(registered);
    assertThat(Expect.ok(self.patch(path + "/device-meta", meta))).isEqualTo(registered);
    assertThat(Expect.ok(self.get(path)).path("device-meta")).isEqualTo(registered);
    String filter = encoded("user-meta.key " + text) + "=" + encoded(text);
    ApiResponse byArray = Expect.framed(harmless(user.get("/devices/?" + filter)));
    if (!text.startsWith("!") && !text.startsWith("^")) {
      assertThat(byArray.json().isEmpty()).isTrue();
      JsonNode found = Expect.ok(user.get("/devices/?user-meta.k=" + encoded(text)));
      assertThat(found.valueStream().map(one -> one.path("id").stringValue()))
          .as("by the whole text")
          .contains(device.id());
    }
    Expect.ok(user.delete(path));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void fields_anyText_areRefusedWhereTheyAreNames(String text) throws Exception {
    Registered device = user.register(Map.of());
    String path = "/devices/" + device.id();
    String before = user.get(path).text();
    Expect.refused(user.post("/devices/", Map.of("nick", text + "'")), 400);
    Expect.refused(anonymous.post("/devices/", Map.of("nick", text + "'")), 400);
    Expect.refused(user.put(path, Map.of("nick", text + "'")), 400);
    Expect.refused(user.patch(path, Map.of("nick", text + "'")), 400);
    Expect.refused(user.post("/devices/tokens", Map.of("nick", text + "'")), 400);
    for (String fixed : List.of("id", "prn", "owner", "time-created", "time-modified")) {
      Expect.forbidden(user.put(path, Map.of(fixed, text)));
    }
    Expect.refused(
        anonymous.post(
            "/auth/accounts",
            Map.of("email", text + "@", "password", "password-of-it", "nick", text + "'")),
        412);
    assertThat(user.get(path).text()).isEqualTo(before);
    Expect.ok(user.delete(path));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void queryAndPath_anyText_findNothing(String text) throws Exception {
    String query = encoded(text);
    for (String filter : List.of("nick", "prn", "last-seen")) {
      String value = filter + "=" + query;
      ApiResponse answer = harmless(user.get("/devices/?" + value));
      assertThat(answer.status()).isEqualTo(200);
      boolean negated = text.startsWith("!");
      assertThat(answer.json().isEmpty() || negated).as(value).isTrue();
    }
    for (String selector : List.of("owner", "owner-nick", "after", "limit")) {
      harmless(user.get("/devices/?" + selector + "=" + query));
    }
    Expect.refused(user.get("/devices/?" + encoded("x" + text) + "=1"), 400);
    Registered unclaimed = anonymous.register(Map.of());
    Expect.forbidden(user.put("/devices/" + unclaimed.id() + "?challenge=x" + query, null));
    for (String path : List.of("/devices/%s", "/devices/np/%s/x", "/devices/np/injection/%s")) {
      // A segment of dots makes it another path, such as that of the list.
      int status = harmless(user.get(path.formatted(query))).status();
      assertThat(text.equals("..") ? 404 : status).isIn(400, 404);
    }
    for (String path : List.of("/devices/%s", "/devices/tokens/%s")) {
      assertThat(harmless(user.delete(path.formatted(query))).status()).isIn(400, 404, 405);
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void login_anyText_isUnauthorizedAndNotEchoed(String text) throws Exception {
    // Of another client each time, since the failures are many.
    String address = "203.0.113." + Math.floorMod(text.hashCode(), 250);
    ApiResponse answer =
        anonymous.post(
            "/auth/login",
            Map.of("username", "prn:::devices:/" + text, "password", text + "-as-a-password"),
            RegistryServer.CLIENT_ADDRESS,
            address);
    Expect.refused(answer, 401);
    Expect.refused(
        anonymous.post(
            "/auth/login",
            Map.of("username", "user1", "password", "user1", "scope", "x" + text),
            RegistryServer.CLIENT_ADDRESS,
            address),
        400);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void header_anyText_isRefusedOrNothing(String text) throws Exception {
    String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]|[^\\x00-\\xff]", "?");
    for (String header : List.of("Authorization: Bearer ", "Authorization: ")) {
      try (RawHttp connection = RawHttp.connect(user.port())) {
        connection.send("GET /devices/ HTTP/1.0\r\nUser-Agent: x\r\n" + header + line + "\r\n\r\n");
        assertThat(connection.receive("GET").status()).isEqualTo(401);
      }
    }
    for (String header :
        List.of("Pantahub-Devices-Auto-Token-V1", "If-Match", "User-Agent", "X-Forwarded-For")) {
      try (RawHttp connection = RawHttp.connect(user.port())) {
        connection.send(
            "POST /devices/ HTTP/1.0\r\nUser-Agent: x\r\n" + header + ": " + line + "\r\n\r\n");
        RawHttp.Response answer = connection.receive("POST");
        boolean isToken = header.startsWith("Pantahub");
        assertThat(answer.status()).isEqualTo(isToken ? 400 : 200);
        assertThat(answer.headerNames()).doesNotContain("Set-Cookie", "X-Injected");
      }
    }
  }

  @Test
  void secret_anyTextThatFits_logsInAndNothingElseDoes() throws Exception {
    for (String text :
        List.of("'; DROP TABLE device; --", "\u00e4\u20ac\ud83d\ude00", "a\r\nb: c")) {
      Registered device = user.register(Map.of("secret", text));
      assertThat(device.secret()).isEqualTo(text);
      Expect.ok(user.tryLogIn(device.prn(), text));
      Expect.refused(user.tryLogIn(device.prn(), text + " "), 401);
    }
  }

  @Test
  void redirectAndLink_withLineBreaks_staysOneHeader() throws Exception {
    String evil = "%0d%0aX-Injected:%201%0d%0a%0d%0abody";
    ApiResponse redirect = harmless(user.get("/devices?a=" + evil));
    assertThat(redirect.header("Location")).isEqualTo("/devices/?a=" + evil);
    user.register(Map.of("user-meta", Map.of("evil", "x\r\nX-Injected: 1>; rel=\"next\"")));
    user.register(Map.of("user-meta", Map.of("evil", "x\r\nX-Injected: 1>; rel=\"next\"")));
    String filter = "user-meta.evil=" + encoded("x\r\nX-Injected: 1>; rel=\"next\"");
    ApiResponse page = harmless(user.get("/devices/?limit=1&" + filter));
    assertThat(page.header("Link")).matches("<[^\\r\\n<>\" ]+>; rel=\"next\"");
    assertThat(page.json().size()).isEqualTo(1);
  }

  @Test
  void log_afterAllOfThat_hasOneLineForEachError() throws Exception {
    ApiResponse refused = user.get("/devices/" + encoded("a\nFORGED line\r\u001b[2J"));
    String line = server.awaitLog(refused.field("error"));
    assertThat(line).doesNotContain("FORGED");
  }
}
