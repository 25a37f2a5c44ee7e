package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.server.ApiClient.JsonAnswer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorAnswersTest {

  @Test
  void send_storeFails_isInternalServerErrorWithoutDetails() throws IOException {
    FailingStore store = new FailingStore();
    try (LogCapture log = LogCapture.start();
        RunningService service = RunningService.start(Configs.loopback(), store, new TestClock())) {
      ApiClient device = deviceOf(service);
      store.fail();
      JsonAnswer answer = device.get("/devices/");
      answer.isError(500, "Internal Server Error");
      assertThat(answer.text("msg")).isEqualTo("Internal Server Error");
      assertThat(log.text())
          .contains(answer.text("error") + " 500 GET /devices")
          .contains("IllegalStateException: cannot run");
    }
  }

  @Test
  void send_clientsFault_isOneLineInTheLog() throws IOException {
    try (LogCapture log = LogCapture.start();
        RunningService service = RunningService.start()) {
      JsonAnswer answer = service.as("user1").get("/devices/some-nick?nick=some-nick");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(log.text())
          .contains(answer.text("error") + " 404 GET /devices/{device}: No such device\n")
          .doesNotContain("some-nick");
    }
  }

  @Test
  void send_otherAuthUrl_isInTheHeader() throws IOException {
    Map<Setting, String> options = Map.of(Setting.AUTH_URL, "https://hub.example:8443/auth");
    try (RunningService service = RunningService.start(options)) {
      assertThat(service.anonymous().get("/devices/").header("WWW-Authenticate"))
          .isEqualTo("JWT realm=\"pantahub services\", ph-aeps=\"https://hub.example:8443/auth\"");
    }
  }

  private static ApiClient deviceOf(RunningService service) throws IOException {
    JsonAnswer device = service.anonymous().send("POST", "/devices/", "").ok();
    return service.anonymous().logIn(device.text("prn"), device.text("secret"));
  }
}
