package com.pantahub.it.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A server without demo, sign-up and password of the administration: what a default leaves shut.
 */
@OnEachDatabase
final class OperatorIT {
  private static final String AUTH_URL = "https://hub.example.com/auth";
  private static final String PASSWORD = "password from the command line \u00e4";

  private final TestDatabase database;

  OperatorIT(TestDatabase database) {
    this.database = database;
  }

  @Test
  void server_withDefaults_isShutUntilAnAccountIsMadeFromTheCommandLine() throws Exception {
    try (RegistryServer server = RegistryServer.start(database, Map.of("PH_AUTH", AUTH_URL))) {
      ApiClient client = server.client();
      assertRealms(client);
      assertNobodyGetsIn(client);

      server.secrets().note(PASSWORD);
      List<String> made =
          server.run(
              PASSWORD + "\n",
              "account",
              "create",
              "--nick=operator-made",
              "--email=made@example.com");
      assertThat(made)
          .singleElement()
          .asString()
          .matches("prn:::accounts:/[0-9a-f]{24}\toperator-made\tmade@example.com\tuser\tenabled");
      ApiClient user = client.logIn("made@example.com", PASSWORD);
      assertThat(user.get("/auth/").field("prn")).isEqualTo(made.get(0).split("\t", 2)[0]);
      user.register(Map.of());
      assertThat(server.run("", "account", "list")).isEqualTo(made);
      server.assertNoSecretInLog();
    }
  }

  private static void assertRealms(ApiClient client) throws Exception {
    assertThat(client.get("/devices/").header("WWW-Authenticate"))
        .isEqualTo("JWT realm=\"pantahub services\", ph-aeps=\"" + AUTH_URL + "\"");
    String nobody = Base64.getEncoder().encodeToString("saadmin:".getBytes(UTF_8));
    for (String credentials : List.of("", "Basic " + nobody)) {
      ApiResponse health = client.get("/healthz/", "Authorization", credentials);
      Expect.refused(health, 401);
      assertThat(health.header("WWW-Authenticate"))
          .isEqualTo("Basic realm=\"Pantahub Health @ " + AUTH_URL + "\"");
    }
  }

  private static void assertNobodyGetsIn(ApiClient client) throws Exception {
    for (String demo : List.of("user1", "user2", "admin")) {
      Expect.refused(client.tryLogIn(demo, demo), 401);
    }
    ApiResponse signUp =
        client.post(
            "/auth/accounts",
            Map.of("email", "a@example.com", "password", "password-of-a", "nick", "nick-of-a"));
    Expect.refused(signUp, 403);
    Expect.refused(client.tryLogIn("nick-of-a", "password-of-a"), 401);
  }
}
