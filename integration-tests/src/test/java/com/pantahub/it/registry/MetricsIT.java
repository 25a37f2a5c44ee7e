package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.ScrapedText;
import com.pantahub.it.registry.ApiClient.Registered;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a scrape tells of the registry, on a server with nobody else on it. */
@OnEachDatabase
final class MetricsIT {
  private static final String OPERATION =
      "pantahub_registry_operations_total{operation=\"%s\",outcome=\"%s\"}";
  private static final String REQUESTS =
      "pantahub_http_request_duration_seconds_count{code=\"%s\",method=\"%s\",route=\"%s\"}";

  private final TestDatabase database;

  MetricsIT(TestDatabase database) {
    this.database = database;
  }

  private static String scrape(ApiClient client) throws Exception {
    ApiResponse answer = client.get("/metrics/");
    assertThat(answer.status()).isEqualTo(200);
    return answer.text();
  }

  private static double devices(ScrapedText scrape, String state) {
    return scrape.value("pantahub_registry_devices{state=\"" + state + "\"}");
  }

  private static double logins(ScrapedText scrape, String type, String outcome) {
    return scrape.value(
        "pantahub_auth_logins_total{outcome=\"" + outcome + "\",type=\"" + type + "\"}");
  }

  private static double seen(ScrapedText scrape, String within) {
    return scrape.value("pantahub_registry_devices_seen{within=\"" + within + "\"}");
  }

  @Test
  void scrape_registryInUse_tellsWhatHappenedAndNeverToWhom() throws Exception {
    try (RegistryServer server = RegistryServer.start(database)) {
      ApiClient client = server.client();
      ApiClient user = server.user("metrics-user");
      ScrapedText empty = ScrapedText.of(scrape(client));
      assertThat(devices(empty, "claimed")).isZero();
      assertThat(devices(empty, "unclaimed")).isZero();
      assertThat(empty.value("pantahub_registry_devices_public")).isZero();
      assertThat(logins(empty, "user", "success")).isEqualTo(1);
      assertThat(logins(empty, "device", "success")).isZero();
      for (String within : List.of("5m", "1h", "24h")) {
        assertThat(seen(empty, within)).isZero();
      }

      Map<String, Object> fields =
          Map.of("nick", "nick-in-no-metric", "user-meta", Map.of("key-in-none", "value-in-none"));
      Registered own = user.register(fields);
      Registered unclaimed = client.register(Map.of());
      Registered claimed = client.register(Map.of());
      String path = "/devices/" + own.id();
      Expect.ok(
          user.put(
              "/devices/" + claimed.id() + "?challenge=" + claimed.challenge().orElseThrow(),
              null));
      Expect.ok(user.put(path + "/public", null));
      Expect.refused(user.post("/devices/", Map.of("nick", own.nick())), 409);
      Expect.refused(user.get("/devices/" + unclaimed.id()), 404);
      Expect.ok(user.as(own).patch(path + "/device-meta", Map.of("a", 1)));
      Expect.refused(client.tryLogIn(own.prn(), "wrong-in-metrics"), 401);
      Expect.refused(client.tryLogIn("metrics-user", "wrong-in-metrics"), 401);
      Registered deleted = user.register(Map.of());
      Expect.ok(user.delete("/devices/" + deleted.id()));

      String text = scrape(client);
      assertFigures(ScrapedText.of(text));
      for (Registered device : List.of(own, unclaimed, claimed, deleted)) {
        assertThat(text)
            .doesNotContain(device.id(), device.nick(), device.secret())
            .doesNotContain(device.challenge().orElse(device.secret()));
      }
      String account = user.get("/auth/").field("prn");
      assertThat(text)
          .doesNotContain(account, "metrics-user", "key-in-none", "value-in-none", "prn:");
      assertThat(server.secrets().firstIn(text)).isEmpty();
      server.assertNoSecretInLog();
      assertNoMoreSeriesWithMoreDevices(server);
    }
  }

  private static void assertFigures(ScrapedText scrape) {
    assertThat(devices(scrape, "claimed")).isEqualTo(2);
    assertThat(devices(scrape, "unclaimed")).isEqualTo(1);
    assertThat(scrape.value("pantahub_registry_devices_public")).isEqualTo(1);
    for (String within : List.of("5m", "1h", "24h")) {
      assertThat(seen(scrape, within)).isEqualTo(1);
    }
    assertThat(logins(scrape, "device", "success")).isEqualTo(1);
    assertThat(logins(scrape, "device", "failure")).isEqualTo(1);
    assertThat(logins(scrape, "user", "failure")).isEqualTo(1);
    assertThat(scrape.value(OPERATION.formatted("register", "success"))).isEqualTo(4);
    assertThat(scrape.value(OPERATION.formatted("register", "conflict"))).isEqualTo(1);
    assertThat(scrape.value(OPERATION.formatted("claim", "success"))).isEqualTo(1);
    assertThat(scrape.value(OPERATION.formatted("delete", "success"))).isEqualTo(1);
    assertThat(scrape.value(OPERATION.formatted("find", "not_found"))).isEqualTo(1);
    String count = "pantahub_registry_operation_duration_seconds_count{operation=\"register\"}";
    assertThat(scrape.value(count)).isEqualTo(5);
    assertThat(scrape.value(REQUESTS.formatted("409", "POST", "/devices"))).isEqualTo(1);
    assertThat(scrape.value(REQUESTS.formatted("404", "GET", "/devices/{device}"))).isEqualTo(1);
    assertThat(scrape.value(REQUESTS.formatted("200", "PATCH", "/devices/{device}/device-meta")))
        .isEqualTo(1);
    assertThat(scrape.families())
        .contains(
            "pantahub_registry_devices",
            "pantahub_registry_devices_public",
            "pantahub_registry_devices_seen",
            "pantahub_registry_operations_total",
            "pantahub_registry_operation_duration_seconds",
            "pantahub_auth_logins_total",
            "pantahub_http_request_duration_seconds");
    assertThat(scrape.families().stream().filter(name -> name.startsWith("pantahub_store_")))
        .as("figures of the store and its pool")
        .isNotEmpty();
  }

  /** Does again, many times, what was done before, and makes up paths and methods as well. */
  private static void assertNoMoreSeriesWithMoreDevices(RegistryServer server) throws Exception {
    ApiClient user = server.user("metrics-user");
    ApiClient client = server.client();
    user.get("/devices/made-up");
    user.get("/made-up");
    client.call("PROPFIND", "/made-up", null);
    int before = pantahub(client);
    for (int i = 0; i < 20; i++) {
      Registered device = user.register(Map.of("nick", "one-of-many-" + i));
      user.as(device).patch("/devices/" + device.id() + "/device-meta", Map.of("k" + i, i));
      user.get("/devices/made-up-" + i);
      client.get("/made-up-" + i);
      client.call("M" + i, "/made-up-" + i, null);
    }
    assertThat(pantahub(client)).isEqualTo(before);
    assertThat(devices(ScrapedText.of(scrape(client)), "claimed")).isEqualTo(22);
  }

  private static int pantahub(ApiClient client) throws Exception {
    return (int)
        ScrapedText.of(scrape(client)).samples().keySet().stream()
            .filter(name -> name.startsWith("pantahub_"))
            .count();
  }
}
