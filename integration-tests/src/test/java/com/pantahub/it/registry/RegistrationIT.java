package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.registry.ApiClient.Registered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How devices come into being, and find their owner. */
@OnEachDatabase
final class RegistrationIT {
  private static final String RFC_3339 =
      "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d*[1-9])?Z";

  private final ApiClient user;
  private final ApiClient other;
  private final ApiClient anonymous;

  RegistrationIT(TestDatabase database) throws Exception {
    RegistryServer server = RegistryServer.shared(database);
    user = server.user("registration");
    other = server.user("registration-other");
    anonymous = server.client();
  }

  private static String path(Registered device) {
    return "/devices/" + device.id();
  }

  private String prn(ApiClient account) throws Exception {
    return account.get("/auth/").field("prn");
  }

  private static void assertDevice(JsonNode device) {
    assertThat(device.path("id").stringValue()).matches("[0-9a-f]{24}");
    assertThat(device.path("prn").stringValue())
        .isEqualTo("prn:::devices:/" + device.path("id").stringValue());
    assertThat(device.path("time-created").stringValue()).matches(RFC_3339);
    assertThat(device.path("time-modified").stringValue()).matches(RFC_3339);
    assertThat(device.path("user-meta").isObject()).isTrue();
    assertThat(device.path("device-meta").isObject()).isTrue();
    assertThat(device.path("public").booleanValue()).isFalse();
    assertThat(device.path("garbage").booleanValue()).isFalse();
  }

  @Test
  void register_byUserWithoutFields_isTheirsWithANameOfThreeWords() throws Exception {
    JsonNode device = Expect.ok(user.post("/devices/", Map.of()));
    assertDevice(device);
    assertThat(device.path("owner").stringValue()).isEqualTo(prn(user));
    assertThat(device.path("nick").stringValue()).matches("[a-z]+_[a-z]+_[a-z]+");
    assertThat(device.path("secret").stringValue().length()).isGreaterThanOrEqualTo(22);
    assertThat(device.has("challenge")).isFalse();
    assertThat(device.has("last-seen")).isFalse();
  }

  @Test
  void register_byNobody_isUnclaimedWithAChallenge() throws Exception {
    JsonNode device = Expect.ok(anonymous.post("/devices/", Map.of()));
    assertDevice(device);
    assertThat(device.path("owner").stringValue()).isEmpty();
    assertThat(device.path("nick").stringValue()).startsWith("__unregistered__");
    assertThat(device.path("challenge").stringValue()).matches("[a-z]+-[a-z]+-[a-z]+");
    assertThat(device.path("secret").stringValue().length()).isGreaterThanOrEqualTo(22);
  }

  @Test
  void register_again_makesOtherIdsSecretsAndChallenges() throws Exception {
    Registered first = anonymous.register(Map.of());
    Registered second = anonymous.register(Map.of());
    assertThat(first.id()).isLessThan(second.id());
    assertThat(first.secret()).isNotEqualTo(second.secret());
    assertThat(first.challenge()).isNotEqualTo(second.challenge());
    assertThat(first.nick()).isNotEqualTo(second.nick());
  }

  @Test
  void register_byUser_takesItsFieldsAndIgnoresAllOthers() throws Exception {
    Map<String, Object> sent = foreignFields();
    sent.put("nick", "registered-whole");
    sent.put("secret", "a-chosen-secret");
    sent.put("user-meta", Map.of("place", "attic"));
    sent.put("device-meta", Map.of("kernel", "6.1"));
    JsonNode device = Expect.ok(user.post("/devices/", sent));
    assertForeignFieldsIgnored(device);
    assertThat(device.path("owner").stringValue()).isEqualTo(prn(user));
    assertThat(device.path("nick").stringValue()).isEqualTo("registered-whole");
    assertThat(device.path("secret").stringValue()).isEqualTo("a-chosen-secret");
    assertThat(device.path("user-meta").toString()).isEqualTo("{\"place\":\"attic\"}");
    assertThat(device.path("device-meta").isEmpty()).isTrue();
    Expect.ok(user.tryLogIn(device.path("prn").stringValue(), "a-chosen-secret"));
  }

  @Test
  void register_byNobody_takesItsFieldsAndIgnoresAllOthers() throws Exception {
    Map<String, Object> sent = foreignFields();
    sent.put("nick", "chosen-by-itself");
    sent.put("user-meta", Map.of("place", "attic"));
    sent.put("device-meta", Map.of("kernel", "6.1"));
    JsonNode device = Expect.ok(anonymous.post("/devices/", sent));
    assertForeignFieldsIgnored(device);
    assertThat(device.path("owner").stringValue()).isEmpty();
    assertThat(device.path("nick").stringValue()).isEqualTo("chosen-by-itself");
    assertThat(device.path("challenge").stringValue()).isNotEqualTo("one-two-three");
    assertThat(device.path("user-meta").isEmpty()).isTrue();
    assertThat(device.path("device-meta").toString()).isEqualTo("{\"kernel\":\"6.1\"}");
  }

  private static Map<String, Object> foreignFields() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("id", "00000000000000000000000a");
    fields.put("prn", "prn:::devices:/00000000000000000000000a");
    fields.put("owner", "prn:pantahub.com:auth:/user1");
    fields.put("owner-nick", "user1");
    fields.put("challenge", "one-two-three");
    fields.put("public", true);
    fields.put("garbage", true);
    fields.put("time-created", "2001-01-01T00:00:00Z");
    fields.put("time-modified", "2001-01-01T00:00:00Z");
    fields.put("last-seen", "2001-01-01T00:00:00Z");
    fields.put("anything else", List.of(1, Map.of()));
    return fields;
  }

  private static void assertForeignFieldsIgnored(JsonNode device) {
    assertDevice(device);
    assertThat(device.path("id").stringValue()).isNotEqualTo("00000000000000000000000a");
    assertThat(device.path("time-created").stringValue()).doesNotStartWith("2001");
    assertThat(device.path("time-modified").stringValue()).doesNotStartWith("2001");
    assertThat(device.has("last-seen")).isFalse();
    assertThat(device.has("anything else")).isFalse();
  }

  @Test
  void register_byADevice_isUnclaimed() throws Exception {
    ApiClient device = user.as(user.register(Map.of()));
    JsonNode made = Expect.ok(device.post("/devices/", Map.of("device-meta", Map.of("a", 1))));
    assertThat(made.path("owner").stringValue()).isEmpty();
    assertThat(made.path("device-meta").toString()).isEqualTo("{\"a\":1}");
  }

  @Test
  void register_nickOfOwnDevice_isConflictAndOthersMayHaveIt() throws Exception {
    Registered device = user.register(Map.of("nick", "once-per-owner"));
    Expect.refused(user.post("/devices/", Map.of("nick", "once-per-owner")), 409);
    other.register(Map.of("nick", "once-per-owner"));
    anonymous.register(Map.of("nick", "once-per-owner"));
    anonymous.register(Map.of("nick", "once-per-owner"));
    user.register(Map.of("nick", "Once-Per-Owner"));
    Expect.ok(user.delete(path(device)));
    user.register(Map.of("nick", "once-per-owner"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 72})
  void register_secretOfALength_logsIn(int length) throws Exception {
    Registered device = user.register(Map.of("secret", "s".repeat(length)));
    assertThat(device.secret()).hasSize(length);
    Expect.ok(user.tryLogIn(device.prn(), "s".repeat(length)));
  }

  @Test
  void register_emptySecret_isMadeByTheServer() throws Exception {
    assertThat(user.register(Map.of("secret", "")).secret()).hasSizeGreaterThanOrEqualTo(22);
  }

  @Test
  void secret_afterRegistration_isNeverShownAgain() throws Exception {
    Registered device = user.register(Map.of());
    ApiClient self = user.as(device);
    for (ApiClient caller : List.of(user, self)) {
      for (String target :
          List.of(path(device), "/devices/" + device.nick(), "/devices/?nick=" + device.nick())) {
        String text = caller.get(target).text();
        assertThat(text).contains(device.id()).doesNotContain(device.secret()).doesNotContain("$2");
      }
      assertThat(caller.patch(path(device), Map.of()).text()).doesNotContain(device.secret());
    }
  }

  @Test
  void claim_rightChallenge_isTheUsersWithANewName() throws Exception {
    Registered device = anonymous.register(Map.of("device-meta", Map.of("kernel", "6.1")));
    ApiClient self = anonymous.as(device);
    JsonNode claimed = Expect.ok(user.put(claimPath(device), null));
    assertDevice(claimed);
    assertThat(claimed.path("owner").stringValue()).isEqualTo(prn(user));
    assertThat(claimed.path("nick").stringValue()).matches("[a-z]+_[a-z]+_[a-z]+");
    assertThat(claimed.path("device-meta").toString()).isEqualTo("{\"kernel\":\"6.1\"}");
    assertThat(claimed.has("challenge")).isFalse();
    assertThat(claimed.has("secret")).isFalse();
    JsonNode seenByItself = Expect.ok(self.get(path(device)));
    assertThat(seenByItself.has("challenge")).isFalse();
    assertThat(seenByItself.path("owner").stringValue()).isEqualTo(prn(user));
    Expect.ok(user.tryLogIn(device.prn(), device.secret()));
  }

  private static String claimPath(Registered device) {
    return path(device) + "?challenge=" + device.challenge().orElseThrow();
  }

  @Test
  void claim_chosenNick_staysUnlessTheUserHasOneOfThatName() throws Exception {
    Registered first = anonymous.register(Map.of("nick", "chosen-and-claimed"));
    Registered second = anonymous.register(Map.of("nick", "chosen-and-claimed"));
    assertThat(user.put(claimPath(first), null).field("nick")).isEqualTo("chosen-and-claimed");
    Expect.refused(user.put(claimPath(second), null), 409);
    assertThat(other.put(claimPath(second), null).field("owner")).isEqualTo(prn(other));
  }

  @Test
  void claim_anythingElse_isForbiddenAndChangesNothing() throws Exception {
    Registered device = anonymous.register(Map.of());
    ApiClient self = anonymous.as(device);
    String before = self.get(path(device)).text();
    for (String wrong : List.of("one-two-three", "x", "%00", device.challenge().get() + "s")) {
      Expect.forbidden(user.put(path(device) + "?challenge=" + wrong, null), "No Access to Device");
    }
    Expect.unauthorized(anonymous.put(claimPath(device), null));
    Expect.forbidden(self.put(claimPath(device), null));
    ApiClient otherDevice = user.as(user.register(Map.of()));
    Expect.forbidden(otherDevice.put(claimPath(device), null));
    Registered another = anonymous.register(Map.of());
    Expect.forbidden(
        user.put(path(device) + "?challenge=" + another.challenge().orElseThrow(), null));
    assertThat(self.get(path(device)).text()).isEqualTo(before);
  }

  @Test
  void claim_again_isForbiddenToAll() throws Exception {
    Registered device = anonymous.register(Map.of());
    Expect.ok(user.put(claimPath(device), null));
    Expect.forbidden(user.put(claimPath(device), null), "No Access to Device");
    Expect.forbidden(other.put(claimPath(device), null), "No Access to Device");
    assertThat(user.get(path(device)).field("owner")).isEqualTo(prn(user));
  }

  @Test
  void challenge_ofAnUnclaimedDevice_isShownOnlyToItself() throws Exception {
    Registered device = anonymous.register(Map.of());
    ApiClient self = anonymous.as(device);
    String challenge = device.challenge().orElseThrow();
    assertThat(self.get(path(device)).field("challenge")).isEqualTo(challenge);
    assertThat(self.get("/devices/").text()).contains(challenge);
    Expect.refused(user.get(path(device)), 404);
    Expect.refused(user.as(user.register(Map.of())).get(path(device)), 404);
    Expect.unauthorized(anonymous.get(path(device)));
  }

  @Test
  void lastSeen_afterLoginAndWrite_isThere() throws Exception {
    Registered device = user.register(Map.of());
    Expect.ok(user.put(path(device) + "/user-meta", Map.of("a", 1)));
    assertThat(user.get(path(device)).json().has("last-seen")).isFalse();
    ApiClient self = user.as(device);
    String loggedIn = user.get(path(device)).field("last-seen");
    assertThat(loggedIn).matches(RFC_3339);
    Expect.ok(self.patch(path(device) + "/device-meta", Map.of("a", 1)));
    assertThat(user.get(path(device)).field("last-seen")).isNotEqualTo(loggedIn);
  }
}
