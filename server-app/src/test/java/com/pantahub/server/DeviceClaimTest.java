package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.server.ApiClient.JsonAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claiming devices. */
class DeviceClaimTest extends ResourceTest {

  DeviceClaimTest() throws IOException {}

  @Test
  void claim_rightChallenge_ownsTheDevice() throws IOException {
    JsonAnswer device = registerUnclaimed();
    String claim = path(device) + "?challenge=" + device.text("challenge");
    itself(device).put(claim, Map.of()).isForbidden("No Access to Device");
    JsonAnswer claimed = user1.send("PUT", claim, "");
    assertThat(claimed.success().get("owner")).isEqualTo(USER1);
    assertThat(claimed.text("nick")).matches("[a-z]+_[a-z]+_[a-z]+");
    assertThat(claimed.object().containsKey("challenge")).isFalse();
    user1.send("PUT", claim, "").isForbidden("No Access to Device");
    user2.send("PUT", claim, "").isForbidden("No Access to Device");
    assertThat(itself(device).get(path(device)).object().containsKey("challenge")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong-wrong-wrong", "x", "%27%20or%201=1"})
  void claim_wrongChallenge_is403(String challenge) throws IOException {
    String path = path(registerUnclaimed());
    user1.send("PUT", path + "?challenge=" + challenge, "").isForbidden("No Access to Device");
    anonymous.send("PUT", path + "?challenge=" + challenge, "").isNotAuthorized();
  }

  @Test
  void claim_unknownOrMalformed_isRefused() throws IOException {
    user1.send("PUT", NOBODY + "?challenge=a-b-c", "").isError(404, NO_SUCH_DEVICE);
    assertThat(user1.send("PUT", "/devices/thing?challenge=a-b-c", "").status()).isEqualTo(400);
  }

  @Test
  void claim_withARevision_is412() throws IOException {
    JsonAnswer device = registerUnclaimed();
    String claim = path(device) + "?challenge=" + device.text("challenge");
    assertThat(user1.with("If-Match", "\"0\"").send("PUT", claim, "").status()).isEqualTo(412);
    assertThat(user1.with("If-Match", "*").send("PUT", claim, "").status()).isEqualTo(200);
  }

  @Test
  void claim_manyAtOnce_exactlyOneSucceeds() throws Exception {
    JsonAnswer device = registerUnclaimed();
    String claim = path(device) + "?challenge=" + device.text("challenge");
    Callable<Integer> one = () -> user1.send("PUT", claim, "").status();
    Callable<Integer> other = () -> user2.send("PUT", claim, "").status();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> statuses =
          threads.invokeAll(List.of(one, other, one, other, one, other, one, other));
      int claimed = 0;
      for (Future<Integer> status : statuses) {
        assertThat(status.get()).isIn(200, 403);
        claimed += status.get() == 200 ? 1 : 0;
      }
      assertThat(claimed).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }
}
