package com.pantahub.server;

import com.pantahub.registry.store.InMemoryRegistryStore;
import com.pantahub.server.ApiClient.JsonAnswer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A service for each test, and who asks it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ResourceTest {
  static final String USER1 = "prn:pantahub.com:auth:/user1";
  static final String USER2 = "prn:pantahub.com:auth:/user2";
  static final String NOBODY = "/devices/000000000000000000000000";
  static final String BAD_NICK = "A nick is 3 to 64 characters out of A-Z a-z 0-9 _ - + %";
  static final String NO_SUCH_DEVICE = "No such device";

  final TestClock clock = new TestClock();
  final RunningService service;
  final ApiClient anonymous;
  final ApiClient user1;
  final ApiClient user2;

  ResourceTest() throws IOException {
    service = RunningService.start(Configs.loopback(), new InMemoryRegistryStore(), clock);
    anonymous = service.anonymous();
    user1 = service.as("user1");
    user2 = service.as("user2");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  static JsonAnswer register(ApiClient user, String nick) throws IOException {
    return user.post("/devices/", Map.of("nick", nick)).ok();
  }

  /** Registers a device that nobody owns. */
  JsonAnswer registerUnclaimed() throws IOException {
    return anonymous.send("POST", "/devices/", "").ok();
  }

  /** Logs in as a device that was just registered. */
  ApiClient itself(JsonAnswer device) throws IOException {
    return anonymous.logIn(device.text("prn"), device.text("secret"));
  }

  static String id(JsonAnswer device) {
    return device.text("id");
  }

  static String path(JsonAnswer device) {
    return "/devices/" + id(device);
  }
}
