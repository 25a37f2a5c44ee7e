package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.registry.ApiClient.Registered;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Bodies, names and ids beyond a limit: each is a clear refusal, and nothing is stored. */
@OnEachDatabase
final class ApiLimitsIT {
  private static final int MEBIBYTE = 1 << 20;

  private final ApiClient user;
  private final ApiClient anonymous;

  ApiLimitsIT(TestDatabase database) throws Exception {
    RegistryServer server = RegistryServer.shared(database);
    user = server.user("limits");
    anonymous = server.client();
  }

  private static String path(Registered device) {
    return "/devices/" + device.id();
  }

  private long devices() throws Exception {
    return Long.parseLong(String.valueOf(user.get("/devices/?limit=1").header("X-Total-Count")));
  }

  @Test
  void body_ofAMebibyte_isReadAndOneByteMoreIsRefused() throws Exception {
    Registered device = user.register(Map.of());
    String nothing = "{\"nick\":\"\"" + " ".repeat(MEBIBYTE - 11) + "}";
    assertThat(nothing).hasSize(MEBIBYTE);
    Expect.ok(user.patch(path(device), nothing));
    long before = devices();
    Expect.refused(user.patch(path(device), nothing + " "), 413);
    Expect.refused(user.post("/devices/", nothing + " "), 413);
    Expect.refused(anonymous.post("/devices/", nothing + " "), 413);
    Expect.refused(anonymous.post("/auth/login", nothing + " "), 413);
    Expect.refused(user.post("/devices/", " ".repeat(3 * MEBIBYTE)), 413);
    assertThat(devices()).isEqualTo(before);
  }

  @Test
  void body_long_whereNobodyReadsIt_isAnsweredOnAConnectionThatGoesOn() throws Exception {
    String body = " ".repeat(MEBIBYTE - 1);
    for (int i = 0; i < 5; i++) {
      Expect.unauthorized(anonymous.post("/devices/tokens", body));
      Expect.unauthorized(anonymous.put("/devices/000000000000000000000000", body));
      Expect.refused(user.put("/devices/nothing/here/at/all", body), 404);
      Expect.refused(user.put("/auth/login", body), 405);
    }
  }

  @Test
  void metadata_of64Kibibytes_isStoredAndOneByteMoreIsRefused() throws Exception {
    Registered device = user.register(Map.of());
    // {"a":"..."} beside the {} of the device's own.
    String fits = "x".repeat(65_536 - 8 - 2);
    String target = path(device) + "/user-meta";
    Expect.ok(user.put(target, Map.of("a", fits)));
    assertThat(Expect.ok(user.get(target)).path("a").stringValue()).isEqualTo(fits);
    Expect.refused(user.put(target, Map.of("a", fits + "xxx")), 413);
    Expect.refused(user.patch(target, Map.of("b", 1)), 413);
    Expect.refused(user.put(path(device), Map.of("user-meta", Map.of("a", fits + "xxx"))), 413);
    ApiClient self = user.as(device);
    Expect.refused(self.patch(path(device) + "/device-meta", Map.of("kernel", "6.1")), 413);
    assertThat(Expect.ok(user.get(target)).path("a").stringValue()).isEqualTo(fits);
    assertThat(Expect.ok(user.get(path(device) + "/device-meta")).isEmpty()).isTrue();
  }

  @Test
  void metadata_tooMuchOfIt_registersNothing() throws Exception {
    long before = devices();
    Map<String, String> tooMuch = Map.of("a", "x".repeat(65_536));
    Expect.refused(user.post("/devices/", Map.of("user-meta", tooMuch)), 413);
    Expect.refused(anonymous.post("/devices/", Map.of("device-meta", tooMuch)), 413);
    Expect.refused(user.post("/devices/tokens", Map.of("default-user-meta", tooMuch)), 413);
    assertThat(devices()).isEqualTo(before);
  }

  @Test
  void depth_of64_isStoredAndOneMoreIsRefused() throws Exception {
    Registered device = user.register(Map.of());
    String target = path(device) + "/user-meta";
    Expect.ok(user.put(target, nested(64)));
    assertThat(user.get(target).text()).isEqualTo(nested(64));
    Expect.refused(user.put(target, nested(65)), 400);
    Expect.refused(user.patch(target, "{\"b\":" + "[".repeat(64) + "]".repeat(64) + "}"), 400);
    Expect.refused(user.put(target, "{\"a\":" + "[".repeat(100_000)), 400);
    Expect.refused(user.post("/devices/", "{\"x\":" + nested(64) + "}"), 400);
    assertThat(user.get(target).text()).isEqualTo(nested(64));
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "}",
        "{]",
        "{\"a\":}",
        "{\"a\" 1}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":1,}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\ud800\"}",
        "{} {}",
        "{}x",
        "nonsense",
        "[]",
        "\"text\"",
        "1",
        "null",
        "true"
      })
  void body_noJsonObject_isBadRequestAndChangesNothing(String body) throws Exception {
    Registered device = user.register(Map.of("user-meta", Map.of("a", 0)));
    String before = user.get(path(device)).text();
    Expect.refused(user.post("/devices/", body), 400);
    Expect.refused(user.put(path(device), body), 400);
    Expect.refused(user.patch(path(device), body), 400);
    Expect.refused(user.put(path(device) + "/user-meta", body), 400);
    Expect.refused(user.patch(path(device) + "/user-meta", body), 400);
    Expect.refused(user.post("/devices/tokens", body), 400);
    Expect.refused(anonymous.post("/auth/login", body), 400);
    Expect.refused(anonymous.post("/auth/accounts", body), 400);
    assertThat(user.get(path(device)).text()).isEqualTo(before);
  }

  @Test
  void field_ofAnotherType_isBadRequest() throws Exception {
    Registered device = user.register(Map.of());
    for (String field : new String[] {"nick", "secret"}) {
      Expect.refused(user.post("/devices/", Map.of(field, 1)), 400);
      Expect.refused(user.put(path(device), Map.of(field, Map.of())), 400);
    }
    Expect.refused(user.post("/devices/", Map.of("user-meta", "text")), 400);
    Expect.refused(user.put(path(device), Map.of("user-meta", 1)), 400);
    Expect.refused(user.put(path(device), Map.of("public", "yes")), 400);
    Expect.refused(user.patch(path(device), Map.of("nick", true)), 400);
  }

  @ParameterizedTest
  @CsvSource({"2, 400", "3, 200", "64, 200", "65, 400", "1000, 400"})
  void nick_ofALength_isTakenOrRefusedByEveryVerb(int length, int status) throws Exception {
    String nick = "n".repeat(length);
    ApiResponse made = user.post("/devices/", Map.of("nick", nick));
    assertThat(made.status()).isEqualTo(status);
    if (status == 200) {
      Expect.ok(user.delete("/devices/" + made.field("id")));
    }
    Registered device = user.register(Map.of());
    assertThat(user.put(path(device), Map.of("nick", nick)).status()).isEqualTo(status);
    Expect.ok(user.put(path(device), Map.of("nick", device.nick())));
    assertThat(user.patch(path(device), Map.of("nick", nick)).status()).isEqualTo(status);
    String expected = status == 200 ? nick : device.nick();
    assertThat(user.get(path(device)).field("nick")).isEqualTo(expected);
    Expect.ok(user.delete(path(device)));
  }

  @Test
  void nick_ofEveryAllowedCharacter_isTakenAndOthersAreNot() throws Exception {
    String all = "ABCXYZabcxyz0189_-+%";
    Registered device = user.register(Map.of("nick", all));
    assertThat(device.nick()).isEqualTo(all);
    Expect.ok(user.delete(path(device)));
    for (String nick : new String[] {"a b", "a.b", "a/b", "a:b", "a,b", "äbc", "a\nb", "abc\n"}) {
      Expect.refused(user.post("/devices/", Map.of("nick", nick)), 400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "00000000000000000000000",
        "0000000000000000000000000",
        "zz0000000000000000000000"
      })
  void id_malformed_isBadRequestWhereOnlyAnIdWillDo(String id) throws Exception {
    Expect.refused(user.put("/devices/" + id, Map.of()), 400);
    Expect.refused(user.patch("/devices/" + id, Map.of()), 400);
    Expect.refused(user.delete("/devices/" + id), 400);
    Expect.refused(user.put("/devices/" + id + "/public", null), 400);
    Expect.refused(user.delete("/devices/" + id + "/public"), 400);
  }

  @Test
  void id_unknown_isNotFound() throws Exception {
    String nothing = "/devices/0123456789abcdef01234567";
    Expect.refused(user.get(nothing), 404);
    Expect.refused(user.put(nothing, Map.of()), 404);
    Expect.refused(user.put(nothing + "?challenge=one-two-three", null), 404);
    Expect.refused(user.patch(nothing, Map.of()), 404);
    Expect.refused(user.delete(nothing), 404);
    Expect.refused(user.put(nothing + "/public", null), 404);
    Expect.refused(user.delete(nothing + "/public"), 404);
    for (String kind : new String[] {"/user-meta", "/device-meta"}) {
      Expect.refused(user.get(nothing + kind), 404);
      Expect.refused(user.put(nothing + kind, Map.of()), 404);
      Expect.refused(user.patch(nothing + kind, Map.of()), 404);
    }
  }

  @Test
  void contentType_other_isTakenByDevicesAndRefusedByAuth() throws Exception {
    for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded"}) {
      JsonNode made =
          Expect.ok(
              user.post("/devices/", "{\"user-meta\":{\"a\":\"\u00e4\"}}", "Content-Type", type));
      assertThat(made.path("user-meta").path("a").stringValue()).isEqualTo("\u00e4");
      Expect.refused(
          anonymous.post("/auth/login", Map.of("username", "a"), "Content-Type", type), 415);
      Expect.refused(
          anonymous.post("/auth/accounts", Map.of("nick", "a"), "Content-Type", type), 415);
    }
    Expect.ok(
        anonymous.post(
            "/auth/login",
            Map.of("username", "user1", "password", "user1"),
            "Content-Type",
            "Application/JSON; charset=UTF-8"));
  }
}
