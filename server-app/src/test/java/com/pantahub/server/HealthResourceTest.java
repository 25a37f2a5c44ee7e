package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.server.ApiClient.JsonAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthResourceTest {
  private static final String CHALLENGE =
      "Basic realm=\"Pantahub Health @ http://localhost:12365/auth\"";

  @Test
  void health_administration_isToldOfTheStore() throws IOException {
    TestClock clock = new TestClock();
    try (RunningService service = start(new FailingStore(), clock)) {
      JsonAnswer answer =
          service.anonymous().with("Authorization", basic("saadmin:s3cret")).get("/healthz/");
      assertThat(answer.success().keySet()).containsExactly("code", "duration", "start-time");
      assertThat(answer.object())
          .containsEntry("code", 0L)
          .containsEntry("start-time", "2026-03-01T12:00:00.25Z");
      assertThat((Long) answer.object().get("duration")).isNotNegative();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "saadmin:wrong",
        "saadmin:",
        "saadmin",
        "admin:s3cret",
        "saadmin:s3cret:",
        "SAADMIN:s3cret",
        ""
      })
  void health_wrongPassword_is401(String credentials) throws IOException {
    try (RunningService service = start(new FailingStore(), new TestClock())) {
      assertRefused(service.anonymous().with("Authorization", basic(credentials)).get("/healthz/"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ???", "Basic", "Bearer abc", "saadmin:s3cret"})
  void health_otherCredentials_are401(String credentials) throws IOException {
    try (RunningService service = start(new FailingStore(), new TestClock())) {
      assertRefused(service.anonymous().with("Authorization", credentials).get("/healthz/"));
      assertRefused(service.anonymous().get("/healthz"));
      assertRefused(service.as("admin").get("/healthz"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"saadmin:", "saadmin:null", "saadmin:s3cret"})
  void health_noPasswordConfigured_isAlways401(String credentials) throws IOException {
    ServerConfig config = Configs.loopback();
    try (RunningService service =
        RunningService.start(config, new FailingStore(), new TestClock())) {
      assertRefused(service.anonymous().with("Authorization", basic(credentials)).get("/healthz/"));
    }
  }

  @Test
  void all_storeFails_tellNoDetails() throws IOException {
    FailingStore store = new FailingStore();
    try (RunningService service = start(store, new TestClock())) {
      store.fail();
      JsonAnswer health =
          service.anonymous().with("Authorization", basic("saadmin:s3cret")).get("/healthz/");
      health.isError(500, "Internal Server Error");
      assertThat(health.body()).doesNotContain("select");
      service.anonymous().get("/readyz").isError(503, "Service Unavailable");
      assertThat(service.anonymous().get("/livez").success()).isEqualTo(Map.of("status", "OK"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz", "/livez/", "/readyz/"})
  void probes_allIsWell_areOk(String path) throws IOException {
    try (RunningService service = start(new FailingStore(), new TestClock())) {
      assertThat(service.anonymous().get(path).success()).isEqualTo(Map.of("status", "OK"));
      assertThat(service.anonymous().send("HEAD", path, "").status()).isEqualTo(200);
    }
  }

  private static RunningService start(FailingStore store, TestClock clock) throws IOException {
    return RunningService.start(
        Configs.loopback(Map.of(), Map.of("PANTAHUB_SA_ADMIN_SECRET", "s3cret")), store, clock);
  }

  private static void assertRefused(JsonAnswer answer) {
    answer.isError(401, "Not Authorized");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo(CHALLENGE);
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }
}
