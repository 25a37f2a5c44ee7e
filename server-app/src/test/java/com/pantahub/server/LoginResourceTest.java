package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.registry.Account;
import com.pantahub.registry.Accounts;
import com.pantahub.registry.Email;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Prn;
import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.Secret;
import com.pantahub.registry.store.InMemoryRegistryStore;
import com.pantahub.server.ApiClient.JsonAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginResourceTest {
  private static final Map<String, String> USER1 = Map.of("username", "user1", "password", "user1");
  private static final String SCOPE = "prn:pantahub.com:apis:/base/";

  private final TestClock clock = new TestClock();
  private final RegistryStore store = new InMemoryRegistryStore();
  private final RunningService service;
  private final ApiClient anonymous;

  LoginResourceTest() throws IOException {
    service = RunningService.start(Configs.loopback(), store, clock);
    anonymous = service.anonymous();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"user1", "user1@localhost", "USER1@localhost", "prn:pantahub.com:auth:/user1"})
  void logIn_anyNameOfAnAccount_isExactlyAToken(String name) throws IOException {
    JsonAnswer answer = anonymous.requestLogin(name, "user1");
    assertThat(answer.success()).hasSize(1);
    Map<String, @Nullable Object> claims =
        anonymous.withToken(answer.text("token")).get("/auth/auth_status").success();
    assertThat(claims.get("id")).isEqualTo(name);
    assertThat(claims.get("prn")).isEqualTo("prn:pantahub.com:auth:/user1");
    assertThat(claims.get("type")).isEqualTo("USER");
    assertThat(claims.get("roles")).isEqualTo("user");
  }

  @ParameterizedTest
  @CsvSource({
    "user1, user2",
    "user1, USER1",
    "user1, ''",
    "'', ''",
    "'', user1",
    "nobody, nobody",
    "prn:::devices:/000000000000000000000000, x",
    "prn:::accounts:/000000000000000000000000, x",
    "prn:::devices-tokens:/000000000000000000000000, x"
  })
  void logIn_wrongOrEmpty_is401WithoutTheHeader(String name, String password) throws IOException {
    JsonAnswer answer = anonymous.requestLogin(name, password);
    answer.isError(401, "Not Authorized");
    assertThat(answer.headers("WWW-Authenticate")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"username\":null,\"password\":null}", "{\"username\":\"user1\"}"})
  void logIn_missing_is401(String body) throws IOException {
    anonymous.send("POST", "/auth/login", body).isError(401, "Not Authorized");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|The body must be JSON, but is malformed",
        "'  '|The body must be JSON, but is nothing",
        "[]|The body must be a JSON object",
        "{\"username\":1}|username must be a string",
        "{\"username\":\"user1\",\"password\":[]}|password must be a string",
        "{\"username\":\"user1\",\"username\":\"user2\"}|The body must be JSON, but is an object"
            + " with two members of one name"
      })
  void logIn_noOrBadJson_is400(String body, String error) throws IOException {
    anonymous.send("POST", "/auth/login", body).isError(400, error);
  }

  @Test
  void logIn_withoutBody_is400() throws IOException {
    anonymous
        .with("Content-Type", "application/json")
        .send("POST", "/auth/login", "")
        .isError(400, "The body must be JSON, but is nothing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16",
        "application/jsonp"
      })
  void logIn_otherContentType_is415(String type) throws IOException {
    anonymous
        .with("Content-Type", type)
        .post("/auth/login", USER1)
        .isError(415, "The body must be application/json in UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "Application/JSON; charset=\"UTF-8\"", "application/json;x=y"})
  void logIn_json_isTaken(String type) throws IOException {
    assertThat(anonymous.with("Content-Type", type).post("/auth/login", USER1).status())
        .isEqualTo(200);
  }

  @Test
  void logIn_withoutUserAgent_is403() throws IOException {
    JsonAnswer answer = anonymous.without("User-Agent").post("/auth/login", USER1);
    answer.isForbidden("Incompatible Client");
    assertThat(answer.text("msg")).isEqualTo("Incompatible Client; upgrade pantavisor");
    anonymous.with("User-Agent", " ").post("/auth/login", USER1).isForbidden("Incompatible Client");
  }

  @Test
  void logIn_fewerScopes_areThoseOfTheToken() throws IOException {
    ApiClient client =
        anonymous.withToken(
            anonymous
                .post(
                    "/auth/login",
                    Map.of(
                        "username", "user1",
                        "password", "user1",
                        "scope", SCOPE + "devices.readonly"))
                .text("token"));
    assertThat(client.get("/devices/").status()).isEqualTo(200);
    JsonAnswer refused = client.send("POST", "/devices/", "");
    refused.isError(403, "The scopes of the token are not sufficient");
    assertThat(refused.header("WWW-Authenticate"))
        .isEqualTo(
            "Bearer realm=\"pantahub services\", ph-aeps=\"http://localhost:12365/auth\","
                + " error=\"insufficient_scope\"");
    ApiClient refreshed = client.withToken(client.get("/auth/login").text("token"));
    assertThat(refreshed.get("/auth/auth_status").text("scopes"))
        .isEqualTo(SCOPE + "devices.readonly");
    assertThat(refreshed.send("POST", "/devices/", "").status()).isEqualTo(403);
  }

  @Test
  void logIn_unknownScope_is400() throws IOException {
    anonymous
        .post("/auth/login", Map.of("username", "user1", "password", "user1", "scope", "root"))
        .isError(400, "scope has a name that is no scope");
  }

  @Test
  void logIn_deviceWithItsSecret_isTheDevice() throws IOException {
    JsonAnswer device = anonymous.send("POST", "/devices/", "").ok();
    ApiClient client = anonymous.logIn(device.text("prn"), device.text("secret"));
    assertThat(client.get("/auth/auth_status").success())
        .containsEntry("id", device.text("prn"))
        .containsEntry("prn", device.text("prn"))
        .containsEntry("type", "DEVICE")
        .containsEntry("owner", "");
    assertThat(client.get("/devices/" + device.text("id")).object().get("last-seen"))
        .isEqualTo("2026-03-01T12:00:00.25Z");
  }

  @Test
  void logIn_tooManyFailures_is429WithoutTrying() throws IOException {
    for (int i = 0; i < LoginThrottle.NAME_BURST; i++) {
      anonymous.requestLogin("user1", "wrong").isError(401, "Not Authorized");
    }
    JsonAnswer answer = anonymous.requestLogin("user1", "user1");
    answer.isError(429, "Too many failed attempts, try again later");
    assertThat(answer.header("Retry-After")).isEqualTo("30");
    assertThat(anonymous.requestLogin("user2", "user2").status()).isEqualTo(200);
    assertThat(TestClient.ask(service.port(), "GET", "/metrics").body())
        .contains("pantahub_auth_logins_total{outcome=\"failure\",type=\"user\"} 10\n")
        .contains("pantahub_auth_logins_total{outcome=\"success\",type=\"user\"} 1\n")
        .contains("pantahub_auth_logins_total{outcome=\"throttled\",type=\"user\"} 1\n")
        .contains("pantahub_auth_logins_total{outcome=\"failure\",type=\"device\"} 0\n");

    clock.advance(Duration.ofSeconds(30));
    assertThat(anonymous.requestLogin("user1", "user1").status()).isEqualTo(200);
  }

  @Test
  void refresh_token_isValidForAnHourMore() throws IOException {
    ApiClient client = service.as("user1");
    clock.advance(Duration.ofMinutes(59));
    String token = client.get("/auth/login").text("token");
    clock.advance(Duration.ofMinutes(2));
    client.get("/auth/auth_status").isNotAuthorized();
    assertThat(client.withToken(token).get("/auth/auth_status").success())
        .containsEntry("orig_iat", clock.instant().minusSeconds(61 * 60).getEpochSecond());
  }

  @Test
  void refresh_afterADay_is401() throws IOException {
    ApiClient client = service.as("user1");
    for (int i = 0; i < 24; i++) {
      clock.advance(Duration.ofMinutes(59));
      client = client.withToken(client.get("/auth/login").text("token"));
    }
    clock.advance(Duration.ofMinutes(24).minusSeconds(1));
    assertThat(client.get("/auth/login").status()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    assertThat(client.get("/auth/auth_status").status()).isEqualTo(200);
    client.get("/auth/login").isNotAuthorized();
  }

  @Test
  void token_disabledAccount_is401() throws IOException {
    Accounts accounts = Service.registry(store).accounts();
    Account account =
        accounts.create(
            new Email("ann@example.org"),
            new Secret("ann's password"),
            new Nick("ann"),
            Account.Role.USER);
    ApiClient client = anonymous.logIn("ann", "ann's password");
    accounts.setEnabled(account.prn(), false);
    client.get("/auth/login").isNotAuthorized();
    client.get("/devices/").isNotAuthorized();
    anonymous.requestLogin("ann", "ann's password").isError(401, "Not Authorized");
    accounts.setEnabled(account.prn(), true);
    assertThat(client.get("/devices/").status()).isEqualTo(200);
  }

  @Test
  void token_secretChangedSince_is401() throws IOException {
    JsonAnswer device = service.as("user1").post("/devices/", Map.of("nick", "thing")).ok();
    String prn = device.text("prn");
    ApiClient client = anonymous.logIn(prn, device.text("secret"));
    String path = "/devices/" + device.text("id");
    assertThat(client.put(path, Map.of("secret", "another one")).text("secret"))
        .isEqualTo("another one");
    client.get(path).isNotAuthorized();
    anonymous.requestLogin(prn, device.text("secret")).isError(401, "Not Authorized");
    assertThat(anonymous.logIn(prn, "another one").get(path).status()).isEqualTo(200);
  }

  @Test
  void token_deletedDevice_is401() throws IOException {
    ApiClient user = service.as("user1");
    JsonAnswer device = user.post("/devices/", Map.of("nick", "thing")).ok();
    ApiClient client = anonymous.logIn(device.text("prn"), device.text("secret"));
    assertThat(user.delete("/devices/" + device.text("id")).status()).isEqualTo(200);
    client.get("/devices/").isNotAuthorized();
    client.get("/auth/login").isNotAuthorized();
  }

  @Test
  void token_ofTheDemoWithoutIt_is401() throws IOException {
    ApiClient client = service.as("user1");
    Service withoutDemo = new Service(Configs.loopback(), store, RunningService.KEYS, clock);
    try (withoutDemo;
        PantahubServer server = PantahubServer.start(Configs.loopback(), withoutDemo.routes())) {
      new ApiClient(server.port()).withToken(client.token()).get("/devices/").isNotAuthorized();
    }
    assertThat(store.accounts().find(Prn.builtInAccount(new Nick("user1")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer", "Bearer ", "Basic dXNlcjE6dXNlcjE=", "JWT abc", "Bearer abc", "x"})
  void token_otherCredentials_are401(String credentials) throws IOException {
    anonymous.with("Authorization", credentials).get("/auth/login").isNotAuthorized();
    anonymous.with("Authorization", credentials).send("POST", "/devices/", "").isNotAuthorized();
  }

  @Test
  void token_schemeInOtherCase_isTaken() throws IOException {
    ApiClient client = anonymous.with("Authorization", "bEARER " + service.as("user1").token());
    assertThat(client.get("/auth/auth_status").status()).isEqualTo(200);
    assertThat(client.get("/devices/auth_status").object())
        .isEqualTo(client.get("/auth/auth_status").object());
  }
}
