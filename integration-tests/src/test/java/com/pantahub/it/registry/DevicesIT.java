package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.registry.ApiClient.Registered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One device: read, changed, published, deleted. */
@OnEachDatabase
final class DevicesIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String[] SHOWN_TO_ALL = {
    "id", "prn", "nick", "owner", "owner-nick", "public", "time-created", "time-modified"
  };

  private final ApiClient user;
  private final ApiClient other;
  private final ApiClient anonymous;

  DevicesIT(TestDatabase database) throws Exception {
    RegistryServer server = RegistryServer.shared(database);
    user = server.user("devices");
    other = server.user("devices-other");
    anonymous = server.client();
  }

  private static String path(Registered device) {
    return "/devices/" + device.id();
  }

  @Test
  void get_byOwnerAndDevice_isAllOfItButSecrets() throws Exception {
    Registered device = user.register(Map.of("user-meta", Map.of("a", 1)));
    ApiClient self = user.as(device);
    JsonNode read = Expect.ok(user.get(path(device)));
    assertThat(read.propertyNames()).contains(SHOWN_TO_ALL);
    assertThat(read.propertyNames())
        .contains("user-meta", "device-meta", "garbage", "last-seen")
        .doesNotContain("secret", "challenge");
    assertThat(read.path("owner-nick").stringValue()).isEqualTo("devices");
    assertThat(read.path("user-meta").toString()).isEqualTo("{\"a\":1}");
    assertThat(Expect.ok(self.get(path(device)))).isEqualTo(read);
  }

  @Test
  void get_publicDeviceByOthers_isWhatAllMaySee() throws Exception {
    Registered device = user.register(Map.of("user-meta", Map.of("a", "hidden from others")));
    Expect.refused(other.get(path(device)), 404);
    Expect.ok(user.put(path(device) + "/public", null));
    ApiClient neighbour = user.as(user.register(Map.of()));
    for (ApiClient caller : List.of(other, neighbour)) {
      ApiResponse read = caller.get(path(device));
      assertThat(Expect.ok(read).propertyNames()).containsExactlyInAnyOrder(SHOWN_TO_ALL);
      assertThat(read.text()).doesNotContain("hidden");
      assertThat(read.json().path("public").booleanValue()).isTrue();
    }
    Expect.unauthorized(anonymous.get(path(device)));
    Expect.ok(user.delete(path(device) + "/public"));
    Expect.refused(other.get(path(device)), 404);
  }

  @Test
  void get_byNick_isFoundAmongTheCallersOwnOrThoseOfTheOwnerAskedFor() throws Exception {
    Registered device = user.register(Map.of("nick", "one-nick"));
    Registered theirs = other.register(Map.of("nick", "one-nick"));
    String owner = user.get("/auth/").field("prn");
    assertThat(user.get("/devices/one-nick").field("id")).isEqualTo(device.id());
    assertThat(other.get("/devices/one-nick").field("id")).isEqualTo(theirs.id());
    assertThat(user.as(device).get("/devices/one-nick").field("id")).isEqualTo(device.id());
    List<String> targets =
        List.of(
            "/devices/one-nick?owner=" + owner,
            "/devices/one-nick?owner-nick=devices",
            "/devices/np/devices/one-nick");
    for (String target : targets) {
      assertThat(user.get(target).field("id")).isEqualTo(device.id());
      Expect.refused(other.get(target), 404);
    }
    Expect.ok(user.put(path(device) + "/public", null));
    for (String target : targets) {
      assertThat(other.get(target).field("id")).isEqualTo(device.id());
    }
    Expect.refused(user.get("/devices/no-such-nick"), 404);
    Expect.refused(user.get("/devices/np/devices/no-such-nick"), 404);
    Expect.refused(user.get("/devices/np/no-such-owner/one-nick"), 404);
    Expect.refused(user.get("/devices/one-nick?owner-nick=no-such-owner"), 404);
  }

  @Test
  void get_nickOf24HexDigits_isAnId() throws Exception {
    Registered device = user.register(Map.of("nick", "00000000000000000000beef"));
    Expect.refused(user.get("/devices/00000000000000000000beef"), 404);
    assertThat(user.get("/devices/np/devices/00000000000000000000beef").field("id"))
        .isEqualTo(device.id());
    assertThat(user.get("/devices/" + device.id().toUpperCase(Locale.ROOT)).field("id"))
        .isEqualTo(device.id());
  }

  @Test
  void get_nickWithPercentAndPlus_isFoundWhereItIsEncoded() throws Exception {
    Registered device = user.register(Map.of("nick", "a%2Fb+c%"));
    assertThat(user.get("/devices/a%252Fb+c%25").field("id")).isEqualTo(device.id());
    assertThat(user.get("/devices/np/devices/a%252Fb%2Bc%25").field("id")).isEqualTo(device.id());
    assertThat(user.get("/devices/?nick=a%252Fb%2Bc%25").text()).contains(device.id());
  }

  @Test
  void put_byOwner_changesWhatIsTheirsToChange() throws Exception {
    Registered device = user.register(Map.of());
    Map<String, Object> sent = new LinkedHashMap<>();
    sent.put("nick", "put-by-owner");
    sent.put("public", true);
    sent.put("user-meta", Map.of("a", 1));
    sent.put("device-meta", Map.of("not", "theirs"));
    user.put(path(device), sent);
    sent.remove("device-meta");
    Expect.ok(user.put(path(device), sent));
    JsonNode after = Expect.ok(user.get(path(device)));
    assertThat(after.path("nick").stringValue()).isEqualTo("put-by-owner");
    assertThat(after.path("public").booleanValue()).isTrue();
    assertThat(after.path("user-meta").toString()).isEqualTo("{\"a\":1}");
    assertThat(after.path("device-meta").isEmpty()).isTrue();
  }

  @Test
  void put_byDevice_changesWhatIsItsToChange() throws Exception {
    Registered device = user.register(Map.of("user-meta", Map.of("a", 1)));
    ApiClient self = user.as(device);
    self.put(path(device), Map.of("user-meta", Map.of("not", "its own")));
    self.put(path(device), Map.of("public", true));
    JsonNode after = Expect.ok(self.get(path(device)));
    assertThat(after.path("user-meta").toString()).isEqualTo("{\"a\":1}");
    assertThat(after.path("public").booleanValue()).isFalse();
    Expect.ok(
        self.put(
            path(device), Map.of("nick", "put-by-device", "device-meta", Map.of("kernel", "6"))));
    after = Expect.ok(user.get(path(device)));
    assertThat(after.path("nick").stringValue()).isEqualTo("put-by-device");
    assertThat(after.path("device-meta").toString()).isEqualTo("{\"kernel\":\"6\"}");
  }

  @Test
  void put_allThatWasRead_changesNothing() throws Exception {
    Registered device = user.register(Map.of("user-meta", Map.of("a", 1)));
    ApiResponse before = user.get(path(device));
    Expect.ok(user.put(path(device), before.text()));
    assertThat(user.get(path(device)).text()).isEqualTo(before.text());
    ApiClient self = user.as(device);
    Expect.ok(self.put(path(device), self.get(path(device)).text()));
  }

  @ParameterizedTest
  @CsvSource({
    "id, 0123456789abcdef01234567",
    "prn, prn:::devices:/0123456789abcdef01234567",
    "owner, prn:pantahub.com:auth:/user1",
    "owner, ''",
    "time-created, 2001-01-01T00:00:00Z",
    "time-modified, 2001-01-01T00:00:00Z"
  })
  void put_whatMustNotChange_isForbiddenAndNothingChanges(String field, String value)
      throws Exception {
    Registered device = user.register(Map.of());
    ApiResponse before = user.get(path(device));
    Map<String, Object> sent =
        JSON.readValue(before.text(), new TypeReference<LinkedHashMap<String, Object>>() {});
    sent.put("nick", "changed-as-well");
    sent.put(field, value);
    Expect.forbidden(user.put(path(device), sent));
    assertThat(user.get(path(device)).text()).isEqualTo(before.text());
  }

  @Test
  void put_secret_isShownInThatAnswerOnlyAndReplacesTheOld() throws Exception {
    Registered device = user.register(Map.of());
    ApiResponse answer = user.put(path(device), Map.of("secret", "set-by-the-owner"));
    assertThat(Expect.ok(answer).path("secret").stringValue()).isEqualTo("set-by-the-owner");
    assertThat(user.get(path(device)).json().has("secret")).isFalse();
    Expect.refused(user.tryLogIn(device.prn(), device.secret()), 401);
    ApiClient self = user.logIn(device.prn(), "set-by-the-owner");
    Expect.ok(self.put(path(device), Map.of("secret", "set-by-the-device")));
    Expect.refused(user.tryLogIn(device.prn(), "set-by-the-owner"), 401);
    Expect.ok(user.tryLogIn(device.prn(), "set-by-the-device"));
    Expect.unauthorized(self.get(path(device)));
  }

  @Test
  void put_emptySecret_isForbidden() throws Exception {
    Registered device = user.register(Map.of());
    Expect.forbidden(
        user.put(path(device), Map.of("secret", "", "nick", "not-changed-either")),
        "Empty Secret not allowed for devices in PUT");
    assertThat(user.get(path(device)).field("nick")).isEqualTo(device.nick());
    Expect.ok(user.tryLogIn(device.prn(), device.secret()));
  }

  @Test
  void nick_taken_isConflictOnEveryVerbAndNothingChanges() throws Exception {
    user.register(Map.of("nick", "taken-already"));
    Registered device = user.register(Map.of("user-meta", Map.of("a", 1)));
    Expect.refused(
        user.put(path(device), Map.of("nick", "taken-already", "user-meta", Map.of())), 409);
    Expect.refused(user.patch(path(device), Map.of("nick", "taken-already")), 409);
    Expect.refused(user.as(device).patch(path(device), Map.of("nick", "taken-already")), 409);
    JsonNode after = Expect.ok(user.get(path(device)));
    assertThat(after.path("nick").stringValue()).isEqualTo(device.nick());
    assertThat(after.path("user-meta").toString()).isEqualTo("{\"a\":1}");
  }

  @Test
  void patch_nick_renames() throws Exception {
    Registered device = user.register(Map.of("nick", "before-the-patch"));
    assertThat(user.patch(path(device), Map.of("nick", "after-the-patch")).field("nick"))
        .isEqualTo("after-the-patch");
    Expect.refused(user.get("/devices/before-the-patch"), 404);
    Expect.ok(user.get("/devices/after-the-patch"));
    user.register(Map.of("nick", "before-the-patch"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"nick\":\"\"}",
        "{\"nick\":null}",
        "{\"public\":true,\"user-meta\":{\"a\":1},\"secret\":\"\",\"owner\":\"x\"}"
      })
  void patch_nothing_changesNothing(String body) throws Exception {
    Registered device = user.register(Map.of());
    String before = user.get(path(device)).text();
    Expect.ok(user.patch(path(device), body));
    assertThat(user.get(path(device)).text()).isEqualTo(before);
  }

  @Test
  void delete_byOwner_isGoneFromEveryRead() throws Exception {
    Registered device = user.register(Map.of("nick", "to-be-deleted"));
    Expect.ok(user.put(path(device) + "/public", null));
    JsonNode deleted = Expect.ok(user.delete(path(device)));
    assertThat(deleted.path("id").stringValue()).isEqualTo(device.id());
    assertThat(deleted.path("garbage").booleanValue()).isTrue();
    for (ApiClient caller : List.of(user, other)) {
      Expect.refused(caller.get(path(device)), 404);
      Expect.refused(caller.get("/devices/to-be-deleted?owner-nick=devices"), 404);
      Expect.refused(caller.get("/devices/np/devices/to-be-deleted"), 404);
      Expect.refused(caller.get(path(device) + "/user-meta"), 404);
      assertThat(caller.get("/devices/?owner-nick=devices").text()).doesNotContain(device.id());
    }
    Expect.refused(user.delete(path(device)), 404);
    Expect.refused(user.put(path(device), Map.of("nick", "back-again")), 404);
    user.register(Map.of("nick", "to-be-deleted"));
  }

  @Test
  void delete_byOthers_isNotFoundAndNothingDeleted() throws Exception {
    Registered device = user.register(Map.of());
    Expect.ok(user.put(path(device) + "/public", null));
    Expect.refused(other.delete(path(device)), 404);
    Expect.refused(user.as(device).delete(path(device)), 404);
    Expect.refused(user.as(user.register(Map.of())).delete(path(device)), 404);
    Expect.unauthorized(anonymous.delete(path(device)));
    Registered unclaimed = anonymous.register(Map.of());
    Expect.refused(user.delete(path(unclaimed)), 404);
    Expect.refused(anonymous.as(unclaimed).delete(path(unclaimed)), 404);
    Expect.ok(user.get(path(device)));
    Expect.ok(anonymous.as(unclaimed).get(path(unclaimed)));
  }

  @Test
  void publish_byOwner_isAnsweredWithTheDevice() throws Exception {
    Registered device = user.register(Map.of());
    for (boolean isPublic : new boolean[] {true, true, false, false}) {
      JsonNode answer =
          Expect.ok(user.call(isPublic ? "PUT" : "DELETE", path(device) + "/public", null));
      assertThat(answer.path("id").stringValue()).isEqualTo(device.id());
      assertThat(answer.path("public").booleanValue()).isEqualTo(isPublic);
    }
  }

  @Test
  void publish_unclaimedDevice_isRefused() throws Exception {
    Registered device = anonymous.register(Map.of());
    ApiClient self = anonymous.as(device);
    Expect.forbidden(self.put(path(device) + "/public", null));
    Expect.forbidden(self.put(path(device), Map.of("public", true)));
    Expect.refused(user.put(path(device) + "/public", null), 404);
    assertThat(self.get(path(device)).json().path("public").booleanValue()).isFalse();
  }
}
