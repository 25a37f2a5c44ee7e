package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.registry.ApiClient.Registered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Logging in, and accounts. */
@OnEachDatabase
final class AuthIT {
  private static final String SCOPES = "prn:pantahub.com:apis:/base/";
  private static final String PASSWORD = "password-of-auth";

  private final ApiClient user;
  private final ApiClient anonymous;

  AuthIT(TestDatabase database) throws Exception {
    RegistryServer server = RegistryServer.shared(database);
    user = server.user("auth");
    anonymous = server.client();
  }

  private String prn() throws Exception {
    return user.get("/auth/").field("prn");
  }

  @Test
  void login_right_isExactlyAToken() throws Exception {
    JsonNode answer = Expect.ok(anonymous.tryLogIn("auth", PASSWORD));
    assertThat(answer.propertyNames()).containsExactly("token");
    assertThat(answer.path("token").stringValue()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
  }

  @Test
  void login_byEachNameOfAnAccount_isTheSameAccount() throws Exception {
    for (String name : List.of("auth", "auth@example.com", prn())) {
      JsonNode claims = Expect.ok(anonymous.logIn(name, PASSWORD).get("/auth/auth_status"));
      assertThat(claims.path("id").stringValue()).isEqualTo(name);
      assertThat(claims.path("prn").stringValue()).isEqualTo(prn());
      assertThat(claims.path("nick").stringValue()).isEqualTo("auth");
    }
  }

  @Test
  void login_deviceWithItsSecret_isTheDevice() throws Exception {
    Registered unclaimed = anonymous.register(Map.of());
    Registered owned = user.register(Map.of("secret", "chosen-by-a-human"));
    for (Registered device : List.of(unclaimed, owned)) {
      JsonNode claims = Expect.ok(anonymous.as(device).get("/auth/auth_status"));
      assertThat(claims.path("id").stringValue()).isEqualTo(device.prn());
      assertThat(claims.path("prn").stringValue()).isEqualTo(device.prn());
      assertThat(claims.path("type").stringValue()).isEqualTo("DEVICE");
      assertThat(claims.path("owner").stringValue()).isEqualTo(device.equals(owned) ? prn() : "");
      Expect.refused(anonymous.tryLogIn(device.prn(), device.secret() + "x"), 401);
      Expect.refused(anonymous.tryLogIn(device.prn(), PASSWORD), 401);
      Expect.refused(anonymous.tryLogIn(device.nick(), device.secret()), 401);
      Expect.refused(anonymous.tryLogIn(device.id(), device.secret()), 401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"user1", "user2", "admin"})
  void login_demoAccount_isThere(String nick) throws Exception {
    JsonNode claims = Expect.ok(anonymous.logIn(nick, nick).get("/auth/auth_status"));
    assertThat(claims.path("prn").stringValue()).isEqualTo("prn:pantahub.com:auth:/" + nick);
    assertThat(claims.path("roles").toString()).contains(nick.equals("admin") ? "admin" : "user");
    assertThat(claims.path("type").stringValue()).isEqualTo("USER");
  }

  @ParameterizedTest
  @CsvSource({
    "auth, wrong",
    "auth, ''",
    "'', password-of-auth",
    "'', ''",
    "nobody-of-this-name, password-of-auth",
    "AUTH2@example.com, password-of-auth",
    "prn:::accounts:/000000000000000000000000, password-of-auth",
    "prn:::devices:/000000000000000000000000, password-of-auth",
    "auth, 'password-of-auth '",
    "'auth ', password-of-auth"
  })
  void login_wrongOrEmpty_isUnauthorized(String name, String password) throws Exception {
    ApiResponse answer = Expect.refused(anonymous.tryLogIn(name, password), 401);
    assertThat(answer.header("WWW-Authenticate")).isNull();
  }

  @Test
  void login_namesOrPasswordsMissing_isUnauthorized() throws Exception {
    for (String body :
        List.of("{}", "{\"username\":\"auth\"}", "{\"password\":\"" + PASSWORD + "\"}")) {
      Expect.refused(anonymous.post("/auth/login", body), 401);
    }
    Expect.refused(anonymous.post("/auth/login", "{\"username\":null,\"password\":null}"), 401);
  }

  @Test
  void login_noBody_isBadRequest() throws Exception {
    Expect.refused(
        anonymous.call("POST", "/auth/login", null, "Content-Type", "application/json"), 400);
  }

  @Test
  void login_wrongNameAndWrongPassword_lookTheSame() throws Exception {
    ApiResponse name = anonymous.tryLogIn("nobody-of-that-name", PASSWORD);
    ApiResponse password = anonymous.tryLogIn("auth", "something else");
    assertThat(name.field("msg")).isEqualTo(password.field("msg"));
    assertThat(name.field("Error")).isEqualTo(password.field("Error"));
    assertThat(name.status()).isEqualTo(password.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "devices", "devices.readonly", "devices.write", "devices.change"})
  void login_withScope_isLimitedToIt(String scope) throws Exception {
    ApiClient limited = anonymous.logIn("auth", PASSWORD, SCOPES + scope);
    JsonNode claims = Expect.ok(limited.get("/auth/auth_status"));
    assertThat(claims.path("scopes").stringValue()).isEqualTo(SCOPES + scope);
    boolean everything = scope.equals("all") || scope.equals("devices");
    if (everything || scope.equals("devices.readonly")) {
      Expect.ok(limited.get("/devices/?limit=1"));
    } else {
      Expect.insufficientScope(limited.get("/devices/?limit=1"));
    }
    if (everything || scope.equals("devices.write")) {
      limited.register(Map.of());
    } else {
      Expect.insufficientScope(limited.post("/devices/", Map.of()));
    }
    if (everything || scope.equals("devices.change")) {
      Expect.ok(limited.get("/devices/tokens"));
    } else {
      Expect.insufficientScope(limited.get("/devices/tokens"));
    }
  }

  @Test
  void login_withoutScope_isForAll() throws Exception {
    JsonNode claims = Expect.ok(user.get("/auth/auth_status"));
    assertThat(claims.path("scopes").stringValue()).isEqualTo(SCOPES + "all");
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything", "prn:pantahub.com:apis:/base/root", "all"})
  void login_withUnknownScope_isRefused(String scope) throws Exception {
    Expect.refused(
        anonymous.post(
            "/auth/login", Map.of("username", "auth", "password", PASSWORD, "scope", scope)),
        400);
  }

  @Test
  void login_failedTooOftenForOneName_isThrottledForThatNameOnly() throws Exception {
    Registered device = anonymous.register(Map.of());
    Registered other = anonymous.register(Map.of());
    List<ApiResponse> answers = new ArrayList<>();
    do {
      answers.add(
          anonymous.post(
              "/auth/login",
              Map.of("username", device.prn(), "password", "wrong"),
              RegistryServer.CLIENT_ADDRESS,
              "192.0.2." + answers.size()));
    } while (answers.get(answers.size() - 1).status() == 401 && answers.size() < 200);
    assertThat(answers.size()).isBetween(4, 100);
    assertThrottled(answers.get(answers.size() - 1));
    assertThrottled(
        anonymous.post(
            "/auth/login",
            Map.of("username", device.prn(), "password", device.secret()),
            RegistryServer.CLIENT_ADDRESS,
            "192.0.2.254"));
    Expect.ok(anonymous.tryLogIn(other.prn(), other.secret()));
  }

  @Test
  void login_failedTooOftenFromOneAddress_isThrottledForThatAddressOnly() throws Exception {
    Registered device = anonymous.register(Map.of());
    Map<String, String> right = Map.of("username", device.prn(), "password", device.secret());
    ApiResponse answer;
    int failures = 0;
    do {
      answer =
          anonymous.post(
              "/auth/login",
              Map.of("username", "prn:::devices:/%024x".formatted(failures), "password", "wrong"),
              RegistryServer.CLIENT_ADDRESS,
              "198.51.100.7");
      failures++;
    } while (answer.status() == 401 && failures < 2_000);
    assertThat(failures).isGreaterThan(10);
    assertThrottled(answer);
    Expect.ok(anonymous.post("/auth/login", right, RegistryServer.CLIENT_ADDRESS, "198.51.100.8"));
  }

  private static void assertThrottled(ApiResponse answer) {
    Expect.refused(answer, 429);
    assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
  }

  @Test
  void login_succeededOften_isNotThrottled() throws Exception {
    Registered device = anonymous.register(Map.of());
    for (int i = 0; i < 120; i++) {
      Expect.ok(anonymous.tryLogIn(device.prn(), device.secret()));
    }
  }

  @Test
  void account_own_isShownWithoutPassword() throws Exception {
    JsonNode account = Expect.ok(user.get("/auth/"));
    assertThat(account.propertyNames())
        .containsExactlyInAnyOrder("type", "email", "nick", "prn", "time-created", "time-modified");
    assertThat(account.path("email").stringValue()).isEqualTo("auth@example.com");
    assertThat(account.path("nick").stringValue()).isEqualTo("auth");
    assertThat(account.path("prn").stringValue()).matches("prn:::accounts:/[0-9a-f]{24}");
    assertThat(account.path("type").stringValue()).isEqualTo("USER");
    JsonNode accounts = Expect.ok(user.get("/auth/accounts"));
    assertThat(accounts.isArray()).isTrue();
    assertThat(accounts.values()).containsExactly(account);
  }

  @Test
  void account_madeOverHttp_isAnsweredWithoutPassword() throws Exception {
    ApiResponse made =
        anonymous.post(
            "/auth/accounts",
            Map.of("email", "new@example.com", "password", "password-of-new", "nick", "new-one"));
    assertThat(Expect.ok(made).propertyNames())
        .containsExactlyInAnyOrder("type", "email", "nick", "prn", "time-created", "time-modified");
    assertThat(made.text()).doesNotContain("password").doesNotContain("$2");
    assertThat(anonymous.logIn("new-one", "password-of-new").get("/auth/").text())
        .isEqualTo(made.text());
  }

  @Test
  void account_somethingMissing_isRefusedInOrder() throws Exception {
    Map<String, String> sent = new HashMap<>();
    refusedAccount(sent, "Accounts must have an email address");
    sent.put("nick", "a-third");
    refusedAccount(sent, "Accounts must have an email address");
    sent.put("email", "third@example.com");
    refusedAccount(sent, "Accounts must have a password set");
    sent.remove("nick");
    refusedAccount(sent, "Accounts must have a password set");
    sent.put("password", "password-of-third");
    refusedAccount(sent, "Accounts must have a nick set");
    sent.put("nick", "");
    refusedAccount(sent, "Accounts must have a nick set");
    for (String nick : List.of("ab", "a b c", "n".repeat(65), "\u00e4\u00e4\u00e4")) {
      sent.put("nick", nick);
      refusedAccount(sent, "");
    }
    sent.put("nick", "auth");
    refusedAccount(sent, "Email or Nick already in use");
    sent.put("nick", "a-third");
    sent.put("email", "auth@example.com");
    refusedAccount(sent, "Email or Nick already in use");
    sent.put("nick", "user1");
    sent.put("email", "third@example.com");
    refusedAccount(sent, "Email or Nick already in use");
    Expect.refused(anonymous.tryLogIn("third@example.com", "password-of-third"), 401);
  }

  private void refusedAccount(Map<String, String> sent, String message) throws Exception {
    Expect.refused(anonymous.post("/auth/accounts", sent), 412, message);
  }

  @Test
  void authStatus_eitherPath_isTheClaims() throws Exception {
    JsonNode claims = Expect.ok(user.get("/auth/auth_status"));
    assertThat(claims.propertyNames())
        .contains("id", "nick", "prn", "roles", "type", "scopes", "exp", "orig_iat");
    assertThat(Expect.ok(user.get("/devices/auth_status"))).isEqualTo(claims);
  }
}
