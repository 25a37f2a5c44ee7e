package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.registry.ApiClient.Registered;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tokens with which devices become somebody's own as they register. */
@OnEachDatabase
final class JoinTokensIT {
  private static final String HEADER = "Pantahub-Devices-Auto-Token-V1";

  private final RegistryServer server;
  private final ApiClient user;
  private final ApiClient other;
  private final ApiClient anonymous;

  JoinTokensIT(TestDatabase database) throws Exception {
    server = RegistryServer.shared(database);
    user = server.user("join");
    other = server.user("join-other");
    anonymous = server.client();
  }

  private record Made(String id, String token) {}

  private Made make(Object wanted) throws Exception {
    ApiResponse made = user.post("/devices/tokens", wanted);
    Expect.ok(made);
    return new Made(made.field("id"), server.secrets().note(made.field("token")));
  }

  private Optional<JsonNode> listed(ApiClient caller, String id) throws Exception {
    return Expect.ok(caller.get("/devices/tokens"))
        .valueStream()
        .filter(token -> token.path("id").stringValue().equals(id))
        .findAny();
  }

  @Test
  void create_withFields_isAnsweredWithTheTokenOnce() throws Exception {
    Map<String, Object> wanted =
        Map.of("nick", "a-join-token", "default-user-meta", Map.of("a", 1));
    ApiResponse made = user.post("/devices/tokens", wanted);
    JsonNode token = Expect.ok(made);
    assertThat(token.propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "prn",
            "nick",
            "owner",
            "token",
            "default-user-meta",
            "disabled",
            "time-created",
            "time-modified");
    String value = server.secrets().note(made.field("token"));
    assertThat(Base64.getDecoder().decode(value)).hasSize(24);
    assertThat(made.field("id")).matches("[0-9a-f]{24}");
    assertThat(made.field("prn")).isEqualTo("prn:::devices-tokens:/" + made.field("id"));
    assertThat(made.field("nick")).isEqualTo("a-join-token");
    assertThat(made.field("owner")).isEqualTo(user.get("/auth/").field("prn"));
    assertThat(token.path("default-user-meta").toString()).isEqualTo("{\"a\":1}");
    assertThat(token.path("disabled").booleanValue()).isFalse();

    ApiResponse list = user.get("/devices/tokens");
    assertThat(list.text()).doesNotContain(value).doesNotContain("\"token\"");
    JsonNode listed = listed(user, made.field("id")).orElseThrow();
    for (String field : listed.propertyNames()) {
      assertThat(listed.path(field)).isEqualTo(token.path(field));
    }
    assertThat(listed(other, made.field("id"))).isEmpty();
  }

  @Test
  void create_withoutFieldsOrBody_hasANickAndNoDefaults() throws Exception {
    for (ApiResponse made :
        List.of(user.post("/devices/tokens", Map.of()), user.post("/devices/tokens", null))) {
      server.secrets().note(made.field("token"));
      assertThat(made.field("nick")).isNotEmpty();
      assertThat(Expect.ok(made).path("default-user-meta").isObject()).isTrue();
      assertThat(made.json().path("default-user-meta").isEmpty()).isTrue();
    }
  }

  @Test
  void create_badFields_isBadRequest() throws Exception {
    Expect.refused(user.post("/devices/tokens", Map.of("nick", "a b")), 400);
    Expect.refused(user.post("/devices/tokens", Map.of("default-user-meta", "text")), 400);
  }

  @Test
  void tokens_byADevice_areForbidden() throws Exception {
    ApiClient device = user.as(user.register(Map.of()));
    Made token = make(Map.of());
    Expect.forbidden(device.post("/devices/tokens", Map.of()));
    Expect.forbidden(device.get("/devices/tokens"));
    Expect.forbidden(device.delete("/devices/tokens/" + token.id()));
    assertThat(listed(user, token.id()).orElseThrow().path("disabled").booleanValue()).isFalse();
  }

  @Test
  void register_withToken_isTheOwnersWithDefaults() throws Exception {
    Made token = make(Map.of("default-user-meta", Map.of("place", "attic", "n", List.of(1))));
    Map<String, Object> fields =
        Map.of(
            "nick", "joined-by-token",
            "device-meta", Map.of("kernel", "6.1"),
            "owner", "prn:pantahub.com:auth:/user1");
    ApiResponse made = anonymous.post("/devices/", fields, HEADER, token.token());
    JsonNode device = Expect.ok(made);
    server.secrets().note(made.field("secret"));
    assertThat(made.field("owner")).isEqualTo(user.get("/auth/").field("prn"));
    assertThat(made.field("nick")).isEqualTo("joined-by-token");
    assertThat(device.has("challenge")).isFalse();
    assertThat(device.path("user-meta").toString()).contains("\"place\":\"attic\"", "\"n\":[1]");
    assertThat(device.path("device-meta").toString()).isEqualTo("{\"kernel\":\"6.1\"}");
    Expect.ok(user.get("/devices/" + made.field("id")));
    Expect.ok(anonymous.tryLogIn(made.field("prn"), made.field("secret")));
    Expect.refused(anonymous.post("/devices/", fields, HEADER, token.token()), 409);
  }

  @Test
  void register_withTokenAndNoBody_hasANameOfThreeWords() throws Exception {
    Made token = make(Map.of());
    for (int i = 0; i < 3; i++) {
      ApiResponse made = anonymous.post("/devices/", null, HEADER, token.token());
      assertThat(made.field("nick")).matches("[a-z]+_[a-z]+_[a-z]+");
      assertThat(made.field("owner")).isEqualTo(user.get("/auth/").field("prn"));
    }
  }

  @Test
  void disable_own_isOkAgainAndAgainAndEndsIt() throws Exception {
    Made token = make(Map.of());
    Registered before = registered(token);
    for (int i = 0; i < 3; i++) {
      assertThat(user.delete("/devices/tokens/" + token.id()).text())
          .isEqualTo("{\"status\":\"OK\"}");
    }
    assertThat(listed(user, token.id()).orElseThrow().path("disabled").booleanValue()).isTrue();
    Expect.refused(anonymous.post("/devices/", Map.of(), HEADER, token.token()), 400);
    Expect.ok(user.get("/devices/" + before.id()));
  }

  private Registered registered(Made token) throws Exception {
    ApiResponse made = anonymous.post("/devices/", Map.of(), HEADER, token.token());
    return new Registered(
        made.field("id"), made.field("prn"), made.field("nick"), "", Optional.empty());
  }

  @Test
  void disable_foreignOrUnknown_isNotFoundAndNothingHappens() throws Exception {
    Made token = make(Map.of());
    Expect.refused(other.delete("/devices/tokens/" + token.id()), 404);
    Expect.refused(user.delete("/devices/tokens/000000000000000000000000"), 404);
    assertThat(user.delete("/devices/tokens/nonsense").status()).isIn(400, 404);
    Expect.unauthorized(anonymous.delete("/devices/tokens/" + token.id()));
    assertThat(listed(user, token.id()).orElseThrow().path("disabled").booleanValue()).isFalse();
    Expect.ok(anonymous.post("/devices/", Map.of(), HEADER, token.token()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "AAAA", "!!!!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' OR 1=1 --"})
  void register_withNoSuchToken_isBadRequestAndNothingIsMade(String token) throws Exception {
    String before = unclaimedAndClaimed();
    Expect.refused(anonymous.post("/devices/", Map.of(), HEADER, token), 400);
    Expect.refused(user.post("/devices/", Map.of(), HEADER, token), 400);
    assertThat(unclaimedAndClaimed()).isEqualTo(before);
  }

  private String unclaimedAndClaimed() throws Exception {
    return anonymous
        .get("/metrics/?name[]=pantahub_registry_devices".replace("[]", "%5B%5D"))
        .text();
  }
}
