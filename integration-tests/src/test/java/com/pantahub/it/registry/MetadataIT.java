package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.registry.ApiClient.Registered;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is noted about devices, by their owner and by themselves. */
@OnEachDatabase
final class MetadataIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ApiClient user;
  private final ApiClient other;
  private final ApiClient anonymous;

  MetadataIT(TestDatabase database) throws Exception {
    RegistryServer server = RegistryServer.shared(database);
    user = server.user("metadata");
    other = server.user("metadata-other");
    anonymous = server.client();
  }

  private static String path(Registered device) {
    return "/devices/" + device.id();
  }

  private static String etag(ApiResponse answer) {
    String etag = answer.header("ETag");
    assertThat(etag).as("ETag").isNotNull();
    return String.valueOf(etag);
  }

  @Test
  void userMeta_byOwnerAndDevice_isReplacedAndMerged() throws Exception {
    Registered device = user.register(Map.of());
    ApiClient self = user.as(device);
    for (ApiClient caller : List.of(user, self)) {
      for (String name : List.of(path(device), "/devices/" + device.nick())) {
        String target = name + "/user-meta";
        assertThat(caller.put(target, "{\"a\":1,\"b\":{\"c\":2}}").text())
            .isEqualTo("{\"a\":1,\"b\":{\"c\":2}}");
        JsonNode merged = Expect.ok(caller.patch(target, "{\"b\":{\"d\":3},\"e\":null,\"f\":[]}"));
        assertThat(merged).isEqualTo(JSON.readTree("{\"a\":1,\"b\":{\"d\":3},\"f\":[]}"));
        assertThat(Expect.ok(caller.patch(target, "{\"a\":null,\"f\":null}")))
            .isEqualTo(JSON.readTree("{\"b\":{\"d\":3}}"));
        assertThat(Expect.ok(caller.patch(target, "{}")))
            .isEqualTo(JSON.readTree("{\"b\":{\"d\":3}}"));
        assertThat(Expect.ok(user.get(target))).isEqualTo(JSON.readTree("{\"b\":{\"d\":3}}"));
        assertThat(Expect.ok(self.get(target))).isEqualTo(JSON.readTree("{\"b\":{\"d\":3}}"));
        assertThat(caller.put(target, "{}").text()).isEqualTo("{}");
      }
    }
  }

  @Test
  void deviceMeta_byDevice_isReplacedAndMergedAndReadByItsOwner() throws Exception {
    Registered device = user.register(Map.of());
    ApiClient self = user.as(device);
    for (String name : List.of(path(device), "/devices/" + device.nick())) {
      String target = name + "/device-meta";
      assertThat(self.put(target, "{\"a\":1}").text()).isEqualTo("{\"a\":1}");
      assertThat(Expect.ok(self.patch(target, "{\"a\":null,\"b\":\"2\"}")))
          .isEqualTo(JSON.readTree("{\"b\":\"2\"}"));
      assertThat(user.get(target).text()).isEqualTo("{\"b\":\"2\"}");
      assertThat(Expect.ok(user.get(path(device))).path("device-meta").toString())
          .isEqualTo("{\"b\":\"2\"}");
    }
  }

  @Test
  void deviceMeta_ofAnUnclaimedDevice_isItsOwnToWrite() throws Exception {
    Registered device = anonymous.register(Map.of());
    ApiClient self = anonymous.as(device);
    assertThat(self.patch(path(device) + "/device-meta", "{\"a\":1}").text())
        .isEqualTo("{\"a\":1}");
    assertThat(self.get("/devices/" + device.nick() + "/device-meta").text())
        .isEqualTo("{\"a\":1}");
    Expect.refused(user.get(path(device) + "/device-meta"), 404);
  }

  @Test
  void deviceMeta_byOwner_isForbiddenAndStaysAsItWas() throws Exception {
    Registered device = user.register(Map.of());
    String target = path(device) + "/device-meta";
    Expect.ok(user.as(device).put(target, Map.of("a", 1)));
    Expect.forbidden(user.put(target, Map.of()));
    Expect.forbidden(user.patch(target, Map.of("a", 2)));
    assertThat(user.get(target).text()).isEqualTo("{\"a\":1}");
  }

  @Test
  void metadata_byOthers_isRefusedWhetherPublicOrNot() throws Exception {
    Registered device = user.register(Map.of("user-meta", Map.of("a", "theirs")));
    ApiClient neighbour = user.as(user.register(Map.of()));
    for (int status : new int[] {404, 403}) {
      for (ApiClient caller : List.of(other, neighbour)) {
        for (String kind : List.of("/user-meta", "/device-meta")) {
          Expect.refused(caller.get(path(device) + kind), status);
          Expect.refused(caller.put(path(device) + kind, Map.of("a", "mine")), status);
          Expect.refused(caller.patch(path(device) + kind, Map.of("a", "mine")), status);
          Expect.unauthorized(anonymous.get(path(device) + kind));
        }
      }
      Expect.ok(user.put(path(device) + "/public", null));
    }
    assertThat(user.get(path(device) + "/user-meta").text()).isEqualTo("{\"a\":\"theirs\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"\":\"\"}",
        "{\"a\":{\"b\":[1,[2,{\"c\":null}],\"\"],\"d\":{}}}",
        "{\"text\":\"\u00e4\u20ac\ud83d\ude00\\u0000\\u001f\\\"\\\\/\u2028\u007f\"}",
        "{\"\u00fcn\u00efc\u00f6d\u00e9 \ud83d\ude00\":true}",
        "{\"n\":[0,-1,9223372036854775807,-9223372036854775808,18446744073709551616]}",
        "{\"n\":[0.1,1.5,-2.25,123456789012345678901234567890.125]}",
        "{\"z\":1,\"a\":2,\"m\":3}",
        "{\"a.b\":1,\"$c\":2,\"d[0]\":3,\"__proto__\":4,\"'\":5}"
      })
  void metadata_anyJson_isStoredAsItWasSent(String json) throws Exception {
    Registered device = user.register(Map.of());
    String target = path(device) + "/user-meta";
    JsonNode sent = JSON.readTree(json);
    assertThat(Expect.ok(user.put(target, json))).isEqualTo(sent);
    assertThat(Expect.ok(user.get(target))).isEqualTo(sent);
    assertThat(Expect.ok(user.put(target, "{}")).isEmpty()).isTrue();
    assertThat(Expect.ok(user.patch(target, json))).isEqualTo(sent);
    assertThat(Expect.ok(user.get(path(device))).path("user-meta")).isEqualTo(sent);
    JsonNode registered = Expect.ok(user.post("/devices/", "{\"user-meta\":" + json + "}"));
    assertThat(registered.path("user-meta")).isEqualTo(sent);
  }

  @Test
  void put_withoutBody_isBadRequestAndChangesNothing() throws Exception {
    Registered device = user.register(Map.of("user-meta", Map.of("a", 1)));
    Expect.refused(user.put(path(device) + "/user-meta", null), 400);
    Expect.refused(user.patch(path(device) + "/user-meta", null), 400);
    assertThat(user.get(path(device) + "/user-meta").text()).isEqualTo("{\"a\":1}");
  }

  @Test
  void time_modified_movesWithAChangeAndOnlyThen() throws Exception {
    Registered device = user.register(Map.of());
    String created = user.get(path(device)).field("time-modified");
    Expect.ok(user.patch(path(device) + "/user-meta", Map.of()));
    assertThat(user.get(path(device)).field("time-modified")).isEqualTo(created);
    Expect.ok(user.patch(path(device) + "/user-meta", Map.of("a", 1)));
    assertThat(user.get(path(device)).field("time-modified")).isGreaterThan(created);
    assertThat(user.get(path(device)).field("time-created")).isEqualTo(created);
  }

  @Test
  void etag_device_changesWithItAndOnlyThen() throws Exception {
    Registered device = user.register(Map.of());
    String first = etag(user.get(path(device)));
    assertThat(first).matches("\"[^\"]+\"");
    assertThat(etag(user.get(path(device)))).isEqualTo(first);
    Expect.ok(user.patch(path(device) + "/user-meta", Map.of("a", 1)));
    assertThat(etag(user.get(path(device)))).isNotEqualTo(first);
  }

  @Test
  void ifMatch_current_isDone() throws Exception {
    Registered device = user.register(Map.of());
    String target = path(device) + "/user-meta";
    String etag = etag(user.get(path(device)));
    Expect.ok(user.patch(target, Map.of("a", 1), "If-Match", etag));
    Expect.ok(user.patch(target, Map.of("b", 1), "If-Match", "*"));
    etag = etag(user.get(path(device)));
    Expect.ok(user.put(target, Map.of("c", 1), "If-Match", "\"other\", " + etag));
    etag = etag(user.get(path(device)));
    Expect.ok(user.put(path(device), Map.of("public", true), "If-Match", etag));
    etag = etag(user.get(path(device)));
    Expect.ok(user.delete(path(device), "If-Match", etag));
  }

  @Test
  void ifMatch_stale_isPreconditionFailedAndChangesNothing() throws Exception {
    Registered device = user.register(Map.of());
    ApiClient self = user.as(device);
    String stale = etag(user.get(path(device)));
    Expect.ok(user.patch(path(device) + "/user-meta", Map.of("a", 1)));
    ApiResponse before = user.get(path(device));
    String weak = "W/" + etag(before);
    for (String condition : List.of(stale, weak, "\"nonsense\"", "\"99999\", " + stale)) {
      String[] ifMatch = {"If-Match", condition};
      Expect.refused(user.put(path(device), Map.of("public", true), ifMatch), 412);
      Expect.refused(user.put(path(device), Map.of("secret", "not-this-one"), ifMatch), 412);
      Expect.refused(user.patch(path(device), Map.of("nick", "not-renamed"), ifMatch), 412);
      Expect.refused(user.put(path(device) + "/public", null, ifMatch), 412);
      Expect.refused(user.put(path(device) + "/user-meta", Map.of(), ifMatch), 412);
      Expect.refused(user.patch(path(device) + "/user-meta", Map.of("a", 2), ifMatch), 412);
      Expect.refused(self.put(path(device) + "/device-meta", Map.of("a", 2), ifMatch), 412);
      Expect.refused(self.patch(path(device) + "/device-meta", Map.of("a", 2), ifMatch), 412);
      Expect.refused(user.delete(path(device), ifMatch), 412);
    }
    assertThat(user.get(path(device)).text()).isEqualTo(before.text());
    assertThat(etag(user.get(path(device)))).isEqualTo(etag(before));
    Expect.ok(user.tryLogIn(device.prn(), device.secret()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "\"open", "1", "\"a\" \"b\"", ","})
  void ifMatch_malformed_isRefused(String condition) throws Exception {
    Registered device = user.register(Map.of());
    int status =
        user.patch(path(device) + "/user-meta", Map.of("a", 2), "If-Match", condition).status();
    assertThat(status).isIn(400, 412);
    assertThat(user.get(path(device) + "/user-meta").text()).isEqualTo("{}");
  }
}
