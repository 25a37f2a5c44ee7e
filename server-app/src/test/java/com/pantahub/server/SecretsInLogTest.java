package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.registry.store.InMemoryRegistryStore;
import com.pantahub.server.ApiClient.JsonAnswer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No secret in the log, whatever goes right or wrong, at the finest level. */
class SecretsInLogTest {

  @Test
  void log_ofAWholeStory_hasNoSecret() throws IOException {
    ServerConfig config =
        Configs.loopback(
            Map.of(Setting.SIGNUP, "true"),
            Map.of("PANTAHUB_SA_ADMIN_SECRET", "tell-nobody-admin"));
    try (LogCapture log = LogCapture.startFinest();
        RunningService service =
            RunningService.start(config, new InMemoryRegistryStore(), new TestClock())) {
      ApiClient anonymous = service.anonymous();
      anonymous.post(
          "/auth/accounts", Map.of("email", "a@b", "password", "tell-nobody-1", "nick", "ann"));
      ApiClient ann = anonymous.logIn("ann", "tell-nobody-1");
      anonymous.requestLogin("ann", "tell-nobody-2");
      anonymous.send("POST", "/auth/login", "{\"password\":\"tell-nobody-3\"");
      anonymous.post(
          "/auth/login", Map.of("username", "ann", "password", "tell-nobody-4".repeat(9)));
      JsonAnswer token = ann.send("POST", "/devices/tokens", "").ok();
      anonymous
          .with("Pantahub-Devices-Auto-Token-V1", token.text("token"))
          .send("POST", "/devices/", "")
          .ok();
      JsonAnswer device = anonymous.send("POST", "/devices/", "").ok();
      ann.send("PUT", "/devices/" + device.text("id") + "?challenge=tell-nobody-five", "");
      ann.send(
          "PUT", "/devices/" + device.text("id") + "?challenge=" + device.text("challenge"), "");
      ann.put("/devices/" + device.text("id"), Map.of("secret", "tell-nobody-6")).ok();
      ann.put("/devices/" + device.text("id"), Map.of("secret", "tell-nobody-7".repeat(9)));
      ann.put("/devices/" + device.text("id"), Map.of("secret", "tell-nobody-8", "nick", "x"));
      anonymous.with("Authorization", "Basic dGVsbC1ub2JvZHk=").get("/healthz");
      assertThat(log.text())
          .contains("REST-ERR-ID-")
          .doesNotContain("tell-nobody")
          .doesNotContain("dGVsbC1ub2JvZHk")
          .doesNotContain(ann.token())
          .doesNotContain(token.text("token"))
          .doesNotContain(device.text("secret"))
          .doesNotContain(device.text("challenge"));
    }
  }
}
