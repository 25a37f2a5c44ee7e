package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.registry.store.InMemoryRegistryStore;
import com.pantahub.server.ApiClient.JsonAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthResourceTest {
  private final RunningService service;

  AuthResourceTest() throws IOException {
    service =
        RunningService.start(
            Configs.loopback(Map.of(Setting.SIGNUP, "true")),
            new InMemoryRegistryStore(),
            new TestClock());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void get_ownAccount_hasNoPassword() throws IOException {
    Map<String, String> account =
        Map.of(
            "type", "USER",
            "email", "user1@localhost",
            "nick", "user1",
            "prn", "prn:pantahub.com:auth:/user1",
            "time-created", "2026-03-01T12:00:00.25Z",
            "time-modified", "2026-03-01T12:00:00.25Z");
    ApiClient user = service.as("user1");
    assertThat(user.get("/auth").success()).isEqualTo(account);
    assertThat(user.get("/auth/").success()).isEqualTo(account);
    assertThat(user.get("/auth/accounts").array()).isEqualTo(List.of(account));
    assertThat(service.as("admin").get("/auth/").text("type")).isEqualTo("ADMIN");
  }

  @Test
  void get_device_hasNone() throws IOException {
    JsonAnswer device = service.anonymous().send("POST", "/devices/", "").ok();
    ApiClient client = service.anonymous().logIn(device.text("prn"), device.text("secret"));
    client.get("/auth/").isError(404, "A device has no account");
    assertThat(client.get("/auth/accounts").array()).isEmpty();
  }

  @Test
  void create_account_canLogIn() throws IOException {
    JsonAnswer answer = signUp("Ann@Example.org", "secret of ann", "ann");
    assertThat(answer.success().keySet())
        .containsExactly("type", "email", "nick", "prn", "time-created", "time-modified");
    assertThat(answer.text("prn")).matches("prn:::accounts:/[0-9a-f]{24}");
    assertThat(answer.text("email")).isEqualTo("ann@example.org");
    ApiClient ann = service.anonymous().logIn("ann", "secret of ann");
    assertThat(ann.get("/auth/").object()).isEqualTo(answer.object());
    assertThat(ann.get("/auth/auth_status").text("roles")).isEqualTo("user");
    assertThat(service.anonymous().logIn(answer.text("prn"), "secret of ann").token()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', '', Accounts must have an email address",
    "'', p, a, Accounts must have an email address",
    "a@b, '', '', Accounts must have a password set",
    "a@b, p, '', Accounts must have a nick set",
    "a@b, p, a, 'A nick is 3 to 64 characters out of A-Z a-z 0-9 _ - + %'",
    "a@b, p, a b c, 'A nick is 3 to 64 characters out of A-Z a-z 0-9 _ - + %'",
    "nowhere, p, ann, Not an e-mail address",
    "a@b, p, user1, Email or Nick already in use",
    "user1@localhost, p, ann, Email or Nick already in use"
  })
  void create_notAcceptable_is412(String email, String password, String nick, String error)
      throws IOException {
    signUp(email, password, nick).isError(412, error);
  }

  @Test
  void create_passwordTooLong_is412() throws IOException {
    signUp("ann@example.org", "p".repeat(73), "ann")
        .isError(412, "A secret is 1 to 72 bytes of UTF-8, none of them NUL");
  }

  @Test
  void create_twice_is412() throws IOException {
    signUp("ann@example.org", "secret of ann", "ann").success();
    signUp("ann@example.org", "x", "ann2").isError(412, "Email or Nick already in use");
    signUp("ann2@example.org", "x", "ann").isError(412, "Email or Nick already in use");
  }

  @Test
  void create_badJsonOrType_isRefused() throws IOException {
    service
        .anonymous()
        .send("POST", "/auth/accounts", "{")
        .isError(400, "The body must be JSON, but is malformed");
    service
        .anonymous()
        .send("POST", "/auth/accounts", "{\"email\":1}")
        .isError(400, "email must be a string");
    service
        .anonymous()
        .with("Content-Type", "text/plain")
        .send("POST", "/auth/accounts", "{}")
        .isError(415, "The body must be application/json in UTF-8");
  }

  @Test
  void create_closed_is403() throws IOException {
    try (RunningService closed = RunningService.start()) {
      closed
          .anonymous()
          .post("/auth/accounts", Map.of("email", "a@b", "password", "p", "nick", "ann"))
          .isForbidden("Signing up is closed on this server");
    }
  }

  private JsonAnswer signUp(String email, String password, String nick) throws IOException {
    return service
        .anonymous()
        .post("/auth/accounts", Map.of("email", email, "password", password, "nick", nick));
  }
}
