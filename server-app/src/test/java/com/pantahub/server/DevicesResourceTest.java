package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.server.ApiClient.JsonAnswer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesResourceTest extends ResourceTest {

  DevicesResourceTest() throws IOException {}

  @Test
  void register_user_ownsTheDevice() throws IOException {
    JsonAnswer answer =
        user1.post(
            "/devices/",
            Map.of(
                "nick",
                "my_thing",
                "secret",
                "my secret",
                "user-meta",
                Map.of("a", 1),
                "device-meta",
                Map.of("b", 2),
                "id",
                "000000000000000000000000",
                "owner",
                "prn:pantahub.com:auth:/user2",
                "public",
                true,
                "garbage",
                true));
    answer.ok();
    assertThat(answer.header("ETag")).isEqualTo("\"0\"");
    assertThat(answer.headers("Location")).isEmpty();
    assertThat(answer.text("id")).matches("[0-9a-f]{24}").isNotEqualTo("0".repeat(24));
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("id", answer.text("id"));
    expected.put("prn", "prn:::devices:/" + answer.text("id"));
    expected.put("nick", "my_thing");
    expected.put("owner", USER1);
    expected.put("secret", "my secret");
    expected.put("public", false);
    expected.put("user-meta", Map.of("a", 1L));
    expected.put("device-meta", Map.of());
    expected.put("time-created", "2026-03-01T12:00:00.25Z");
    expected.put("time-modified", "2026-03-01T12:00:00.25Z");
    expected.put("garbage", false);
    assertThat(answer.object()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "{\"nick\":\"\",\"secret\":\"\"}", "{\"nick\":null,\"user-meta\":null}"})
  void register_userWithoutWishes_getsNickAndSecret(String body) throws IOException {
    JsonAnswer answer = user1.send("POST", "/devices/", body);
    answer.success();
    assertThat(answer.text("nick")).matches("[a-z]+_[a-z]+_[a-z]+");
    assertThat(answer.text("secret")).hasSizeGreaterThanOrEqualTo(22);
    assertThat(anonymous.logIn(answer.text("prn"), answer.text("secret")).token()).isNotEmpty();
  }

  @Test
  void register_anonymous_isUnclaimedWithAChallenge() throws IOException {
    JsonAnswer answer =
        anonymous.post(
            "/devices/", Map.of("user-meta", Map.of("a", 1), "device-meta", Map.of("b", 2)));
    JsonAnswer device = answer.ok();
    assertThat(answer.text("challenge")).matches("[a-z]+-[a-z]+-[a-z]+");
    assertThat(answer.text("nick")).startsWith("__unregistered__");
    assertThat(device.text("owner")).isEqualTo("");
    assertThat(device.object().get("user-meta")).isEqualTo(Map.of());
    assertThat(device.object().get("device-meta")).isEqualTo(Map.of("b", 2L));
    ApiClient itself = anonymous.logIn(answer.text("prn"), answer.text("secret"));
    Map<String, @Nullable Object> read = itself.get("/devices/" + answer.text("id")).success();
    assertThat(read.get("challenge")).isEqualTo(answer.text("challenge"));
    assertThat(read.containsKey("secret")).isFalse();
    user1.get("/devices/" + answer.text("id")).isError(404, NO_SUCH_DEVICE);
  }

  @Test
  void register_anyContentType_isTaken() throws IOException {
    JsonAnswer answer =
        user1.with("Content-Type", "text/plain").post("/devices/", Map.of("nick", "plain"));
    assertThat(answer.text("nick")).isEqualTo("plain");
  }

  @Test
  void register_withoutUserAgent_is403() throws IOException {
    JsonAnswer answer = anonymous.without("User-Agent").send("POST", "/devices/", "");
    answer.isForbidden("Incompatible Client");
    assertThat(answer.text("msg")).isEqualTo("Incompatible Client; upgrade pantavisor");
  }

  @Test
  void register_nickTaken_is409() throws IOException {
    user1.post("/devices/", Map.of("nick", "thing")).success();
    assertThat(user1.post("/devices/", Map.of("nick", "thing")).status()).isEqualTo(409);
    assertThat(user2.post("/devices/", Map.of("nick", "thing")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"nick\":\"ab\"}|" + BAD_NICK,
        "{\"nick\":\"a b c\"}|" + BAD_NICK,
        "{\"nick\":\"a\\r\\nSet-Cookie: b\"}|" + BAD_NICK,
        "{\"nick\":\"';drop table device;--\"}|" + BAD_NICK,
        "{\"nick\":17}|nick must be a string",
        "{\"user-meta\":[]}|user-meta must be an object",
        "{\"user-meta\":\"x\"}|user-meta must be an object",
        "{\"secret\":true}|secret must be a string",
        "{\"secret\":\"\\u0000\"}|A secret is 1 to 72 bytes of UTF-8, none of them NUL",
        "[]|The body must be a JSON object",
        "{\"a\":1}x|The body must be JSON, but is malformed",
        "{\"user-meta\":{\"a\":1e99999}}|A number in JSON has an exponent of at most 1000"
      })
  void register_malformed_is400(String body, String error) throws IOException {
    user1.send("POST", "/devices/", body).isError(400, error);
    assertThat(user1.get("/devices/").array()).isEmpty();
  }

  @Test
  void register_nickOf65OrSecretOf73_is400() throws IOException {
    user1.post("/devices/", Map.of("nick", "n".repeat(65))).isError(400, BAD_NICK);
    assertThat(user1.post("/devices/", Map.of("secret", "s".repeat(73))).status()).isEqualTo(400);
    assertThat(user1.post("/devices/", Map.of("nick", "n".repeat(64))).status()).isEqualTo(200);
  }

  @Test
  void register_tooMuchMetadata_is413() throws IOException {
    Map<String, Object> meta = Map.of("user-meta", Map.of("a", "x".repeat(64 * 1024)));
    assertThat(user1.post("/devices/", meta).status()).isEqualTo(413);
    assertThat(user1.get("/devices/").array()).isEmpty();
  }

  @Test
  void get_ownerAndDevice_seeAllButSecrets() throws IOException {
    JsonAnswer device = register(user1, "thing");
    ApiClient itself = itself(device);
    Set<String> all =
        Set.of(
            "id",
            "prn",
            "nick",
            "owner",
            "owner-nick",
            "public",
            "user-meta",
            "device-meta",
            "time-created",
            "time-modified",
            "garbage",
            "last-seen");
    for (ApiClient client : List.of(user1, itself)) {
      for (String name : List.of(id(device), "thing")) {
        JsonAnswer answer = client.get("/devices/" + name);
        assertThat(answer.success().keySet()).isEqualTo(all);
        assertThat(answer.text("owner-nick")).isEqualTo("user1");
        assertThat(answer.header("ETag")).isEqualTo("\"0\"");
      }
    }
  }

  @Test
  void get_publicDevice_strangersSeeLittleOfIt() throws IOException {
    JsonAnswer device = register(user1, "thing");
    String path = path(device);
    user2.get(path).isError(404, NO_SUCH_DEVICE);
    user1.send("PUT", path + "/public", "").success();
    ApiClient otherDevice = itself(register(user2, "other"));
    for (ApiClient client : List.of(user2, otherDevice)) {
      assertThat(client.get(path).success().keySet())
          .containsExactly(
              "id",
              "prn",
              "nick",
              "owner",
              "owner-nick",
              "public",
              "time-created",
              "time-modified");
    }
    anonymous.get(path).isNotAuthorized();
  }

  @Test
  void get_byNick_looksAmongTheOwnFirst() throws IOException {
    JsonAnswer mine = register(user1, "thing");
    JsonAnswer theirs = register(user2, "thing");
    user2.send("PUT", path(theirs) + "/public", "").success();
    assertThat(user1.get("/devices/thing").text("id")).isEqualTo(id(mine));
    for (String query : List.of("?owner-nick=user2", "?owner=prn:pantahub.com:auth:/user2")) {
      assertThat(user1.get("/devices/thing" + query).text("id")).isEqualTo(id(theirs));
      assertThat(itself(mine).get("/devices/thing" + query).text("id")).isEqualTo(id(theirs));
    }
    assertThat(user1.get("/devices/np/user2/thing").text("id")).isEqualTo(id(theirs));
    assertThat(user1.get("/devices/np/user1/thing/").text("id")).isEqualTo(id(mine));
    user2.get("/devices/np/user1/thing").isError(404, NO_SUCH_DEVICE);
    user2.get("/devices/np/nobody/thing").isError(404, NO_SUCH_DEVICE);
    user1.get("/devices/thing?owner-nick=nobody").isError(404, NO_SUCH_DEVICE);
    assertThat(user1.get("/devices/thing?owner=x").status()).isEqualTo(400);
    assertThat(user1.get("/devices/thing?owner=prn:::devices:/" + id(mine)).status())
        .isEqualTo(400);
    user1.get("/devices/a").isError(400, BAD_NICK);
  }

  @Test
  void get_nickWithPercentAndPlus_isFound() throws IOException {
    JsonAnswer device = register(user1, "a%+b");
    assertThat(user1.get("/devices/a%25+b").text("id")).isEqualTo(id(device));
    assertThat(user1.get("/devices/a%25%2bb").text("id")).isEqualTo(id(device));
  }

  @Test
  void get_unclaimedDeviceByItsNick_isItself() throws IOException {
    JsonAnswer device = registerUnclaimed();
    ApiClient itself = itself(device);
    assertThat(itself.get("/devices/" + device.text("nick")).text("id")).isEqualTo(id(device));
    itself.get("/devices/another").isError(404, NO_SUCH_DEVICE);
  }

  @Test
  void get_idInUpperCase_isTheSame() throws IOException {
    JsonAnswer device = register(user1, "thing");
    assertThat(user1.get("/devices/" + id(device).toUpperCase(Locale.ROOT)).status())
        .isEqualTo(200);
  }
}
