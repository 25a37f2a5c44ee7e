package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.server.ApiClient.JsonAnswer;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoinTokensResourceTest extends ResourceTest {
  private static final String HEADER = "Pantahub-Devices-Auto-Token-V1";
  private static final String NO_TOKEN = "No such join token, or a disabled one";

  JoinTokensResourceTest() throws IOException {}

  @Test
  void create_user_isShownItOnce() throws IOException {
    JsonAnswer token =
        user1.post("/devices/tokens", Map.of("nick", "line1", "default-user-meta", Map.of("a", 1)));
    assertThat(token.success().keySet())
        .containsExactly(
            "id",
            "prn",
            "nick",
            "owner",
            "token",
            "default-user-meta",
            "disabled",
            "time-created",
            "time-modified");
    assertThat(token.text("prn")).isEqualTo("prn:::devices-tokens:/" + token.text("id"));
    assertThat(token.text("owner")).isEqualTo(USER1);
    assertThat(Base64.getDecoder().decode(token.text("token"))).hasSize(24);
    Map<String, Object> expected =
        Map.of(
            "id",
            token.text("id"),
            "prn",
            token.text("prn"),
            "nick",
            "line1",
            "owner",
            USER1,
            "default-user-meta",
            Map.of("a", 1L),
            "disabled",
            false,
            "time-created",
            "2026-03-01T12:00:00.25Z",
            "time-modified",
            "2026-03-01T12:00:00.25Z");
    assertThat(user1.get("/devices/tokens").ok().array()).isEqualTo(List.of(expected));
    assertThat(user1.get("/devices/tokens/").ok().array()).isEqualTo(List.of(expected));
    assertThat(user2.get("/devices/tokens").ok().array()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"nick\":\"\",\"default-user-meta\":null}"})
  void create_withoutWishes_getsANick(String body) throws IOException {
    JsonAnswer token = user1.send("POST", "/devices/tokens", body).ok();
    assertThat(token.text("nick")).matches("[a-z]+_[a-z]+_[a-z]+");
    assertThat(token.object().get("default-user-meta")).isEqualTo(Map.of());
  }

  @Test
  void register_withToken_isItsOwnersDevice() throws IOException {
    JsonAnswer token =
        user1.post("/devices/tokens", Map.of("default-user-meta", Map.of("site", "berlin")));
    JsonAnswer device =
        anonymous
            .with(HEADER, token.text("token"))
            .post(
                "/devices/",
                Map.of("user-meta", Map.of("a", 1), "device-meta", Map.of("b", 2), "nick", "one"))
            .ok();
    assertThat(device.object())
        .containsEntry("owner", USER1)
        .containsEntry("nick", "one")
        .containsEntry("user-meta", Map.of("site", "berlin"))
        .containsEntry("device-meta", Map.of("b", 2L))
        .doesNotContainKey("challenge");
    assertThat(itself(device).get("/auth/auth_status").text("owner")).isEqualTo(USER1);
    assertThat(user1.get("/devices/one").text("id")).isEqualTo(id(device));
    assertThat(
            anonymous
                .with(HEADER, token.text("token"))
                .post("/devices/", Map.of("nick", "one"))
                .status())
        .isEqualTo(409);
  }

  @Test
  void register_unknownOrDisabledToken_is400() throws IOException {
    JsonAnswer token = user1.send("POST", "/devices/tokens", "").ok();
    String disable = "/devices/tokens/" + token.text("id");
    user2.delete(disable).isError(404, "No such join token");
    assertThat(user1.delete(disable).success()).isEqualTo(Map.of("status", "OK"));
    assertThat(user1.delete(disable + "/").success()).isEqualTo(Map.of("status", "OK"));
    assertThat(user1.get("/devices/tokens").body()).contains("\"disabled\":true");
    anonymous
        .with(HEADER, token.text("token"))
        .send("POST", "/devices/", "")
        .isError(400, NO_TOKEN);
    anonymous
        .with(HEADER, Base64.getEncoder().encodeToString(new byte[24]))
        .send("POST", "/devices/", "")
        .isError(400, NO_TOKEN);
    anonymous
        .with(HEADER, "x")
        .send("POST", "/devices/", "")
        .isError(400, "A join token is 24 bytes in base64");
  }

  @Test
  void any_device_is403() throws IOException {
    ApiClient itself = itself(register(user1, "thing"));
    itself.send("POST", "/devices/tokens", "").isForbidden("Only users may do this");
    itself.get("/devices/tokens").isForbidden("Only users may do this");
    itself.delete("/devices/tokens/000000000000000000000000").isForbidden("Only users may do this");
    anonymous.get("/devices/tokens").isNotAuthorized();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"nick\":\"x\"}|" + BAD_NICK,
        "{\"nick\":1}|nick must be a string",
        "{\"default-user-meta\":1}|default-user-meta must be an object",
        "[]|The body must be a JSON object"
      })
  void create_malformed_is400(String body, String error) throws IOException {
    user1.send("POST", "/devices/tokens", body).isError(400, error);
    assertThat(user1.get("/devices/tokens").array()).isEmpty();
  }

  @Test
  void create_tooMuchMetadata_is413() throws IOException {
    Map<String, Object> meta = Map.of("default-user-meta", Map.of("a", "x".repeat(64 * 1024)));
    assertThat(user1.post("/devices/tokens", meta).status()).isEqualTo(413);
  }

  @Test
  void disable_unknownOrMalformed_isRefused() throws IOException {
    user1.delete("/devices/tokens/000000000000000000000000").isError(404, "No such join token");
    assertThat(user1.delete("/devices/tokens/x").status()).isEqualTo(400);
  }

  @Test
  void any_scopeForTokens_isEnough() throws IOException {
    ApiClient change = service.as("user1", Set.of(Scope.DEVICES_CHANGE));
    JsonAnswer token = change.send("POST", "/devices/tokens", "").ok();
    assertThat(change.delete("/devices/tokens/" + token.text("id")).status()).isEqualTo(200);
    change.get("/devices/").isError(403, "The scopes of the token are not sufficient");
    ApiClient write = service.as("user1", Set.of(Scope.DEVICES_WRITE, Scope.DEVICES_READONLY));
    write.get("/devices/tokens").isError(403, "The scopes of the token are not sufficient");
  }
}
