package com.pantahub.it.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whether the server works, told to those who run it. */
@OnEachDatabase
final class HealthIT {
  private static final String REALM = "Basic realm=\"Pantahub Health @ " + Expect.AUTH_URL + "\"";

  private final ApiClient anonymous;

  HealthIT(TestDatabase database) throws Exception {
    anonymous = RegistryServer.shared(database).client();
  }

  private ApiResponse health(String credentials) throws Exception {
    String base64 = Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    return anonymous.get("/healthz/", "Authorization", "Basic " + base64);
  }

  @Test
  void healthz_rightPassword_isAnsweredWithTheTimeOfARoundTrip() throws Exception {
    JsonNode health = Expect.ok(health("saadmin:" + RegistryServer.HEALTH_SECRET));
    assertThat(health.propertyNames()).containsExactlyInAnyOrder("code", "duration", "start-time");
    assertThat(health.path("code").intValue()).isZero();
    assertThat(health.path("duration").longValue()).isBetween(1L, 60_000_000_000L);
    assertThat(health.path("start-time").stringValue())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d*[1-9])?Z");
    JsonNode again = Expect.ok(health("saadmin:" + RegistryServer.HEALTH_SECRET));
    assertThat(again.path("start-time")).isEqualTo(health.path("start-time"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "saadmin:wrong",
        "saadmin:",
        "saadmin",
        ":",
        "",
        "admin:secret-of-saadmin",
        "SAADMIN:secret-of-saadmin",
        "saadmin:secret-of-saadmin ",
        "user1:user1"
      })
  void healthz_wrongPassword_isUnauthorizedWithItsOwnRealm(String credentials) throws Exception {
    assertRefused(health(credentials));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic", "Basic !!!!", "Bearer x"})
  void healthz_otherCredentials_isUnauthorizedWithItsOwnRealm(String header) throws Exception {
    assertRefused(anonymous.get("/healthz/", "Authorization", header));
    assertRefused(anonymous.get("/healthz"));
  }

  private static void assertRefused(ApiResponse answer) {
    Expect.refused(answer, 401);
    assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly(REALM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz"})
  void probe_anybody_isToldNothingButThat(String path) throws Exception {
    ApiResponse answer = anonymous.get(path);
    Expect.ok(answer);
    assertThat(answer.text()).hasSizeLessThan(32).doesNotContain("version", "time", "sql", "post");
  }
}
