package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.server.ApiClient.JsonAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataResourceTest extends ResourceTest {
  private static final String DEVICE_ONLY = "Only the device itself may do this";
  private final JsonAnswer device;
  private final String userMeta;
  private final String deviceMeta;
  private final ApiClient itself;

  MetadataResourceTest() throws IOException {
    device = register(user1, "thing");
    userMeta = path(device) + "/user-meta";
    deviceMeta = path(device) + "/device-meta";
    itself = itself(device);
  }

  @Test
  void put_userMeta_replacesByOwnerAndDevice() throws IOException {
    assertThat(user1.get(userMeta).success()).isEmpty();
    assertThat(user1.put(userMeta, Map.of("a", 1, "b", 2)).success())
        .isEqualTo(Map.of("a", 1L, "b", 2L));
    assertThat(itself.put(userMeta + "/", Map.of("c", 3)).success()).isEqualTo(Map.of("c", 3L));
    assertThat(user1.get("/devices/thing/user-meta").success()).isEqualTo(Map.of("c", 3L));
    assertThat(user1.get(path(device)).object().get("user-meta")).isEqualTo(Map.of("c", 3L));
    assertThat(user1.put("/devices/thing/user-meta", Map.of()).success()).isEmpty();
  }

  @Test
  void patch_userMeta_mergesAndNullRemoves() throws IOException {
    user1.put(userMeta, Map.of("a", 1, "b", Map.of("x", 1)));
    Map<String, @Nullable Object> change = new LinkedHashMap<>();
    change.put("a", null);
    change.put("b", Map.of("y", 2));
    change.put("never", null);
    change.put("c", "new");
    assertThat(user1.patch(userMeta, change).success())
        .isEqualTo(Map.of("b", Map.of("y", 2L), "c", "new"));
    assertThat(itself.patch("/devices/thing/user-meta", Map.of("c", 1)).success())
        .isEqualTo(Map.of("b", Map.of("y", 2L), "c", 1L));
  }

  @Test
  void change_deviceMeta_isTheDevicesOnly() throws IOException {
    assertThat(itself.put(deviceMeta, Map.of("a", 1)).success()).isEqualTo(Map.of("a", 1L));
    assertThat(itself.patch(deviceMeta, Map.of("b", 2)).success())
        .isEqualTo(Map.of("a", 1L, "b", 2L));
    assertThat(user1.get(deviceMeta).success()).isEqualTo(Map.of("a", 1L, "b", 2L));
    user1.put(deviceMeta, Map.of("c", 3)).isForbidden(DEVICE_ONLY);
    user1.patch("/devices/thing/device-meta", Map.of("c", 3)).isForbidden(DEVICE_ONLY);
    assertThat(itself.get(deviceMeta).success()).isEqualTo(Map.of("a", 1L, "b", 2L));
    assertThat(user1.get(path(device)).text("last-seen")).isEqualTo("2026-03-01T12:00:00.25Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user-meta", "device-meta"})
  void any_stranger_isRefused(String kind) throws IOException {
    String path = path(device) + "/" + kind;
    ApiClient otherDevice = itself(register(user1, "other"));
    for (ApiClient stranger : List.of(user2, otherDevice)) {
      stranger.get(path).isError(404, NO_SUCH_DEVICE);
      stranger.put(path, Map.of("a", 1)).isError(404, NO_SUCH_DEVICE);
      stranger.patch(path, Map.of("a", 1)).isError(404, NO_SUCH_DEVICE);
    }
    user1.send("PUT", path(device) + "/public", "").ok();
    for (ApiClient stranger : List.of(user2, otherDevice)) {
      stranger.get(path).isForbidden("Only the device and its owner may read metadata");
      assertThat(stranger.put(path, Map.of("a", 1)).status()).isEqualTo(403);
      assertThat(stranger.patch(path, Map.of("a", 1)).status()).isEqualTo(403);
    }
    anonymous.get(path).isNotAuthorized();
    anonymous.put(path, Map.of("a", 1)).isNotAuthorized();
    user1.get(NOBODY + "/" + kind).isError(404, NO_SUCH_DEVICE);
    user1.patch(NOBODY + "/" + kind, Map.of()).isError(404, NO_SUCH_DEVICE);
    assertThat(user1.get(path).success()).isEmpty();
  }

  @Test
  void values_everyKind_comeBackAsTheyWere() throws IOException {
    String json =
        "{\"text\":\"ä😀\\u0001\\\"'; drop table device;"
            + " --\",\"big\":123456789012345678901234567890,"
            + "\"decimal\":1.50,\"huge\":1E+400,\"flag\":false,\"list\":[null,{\"a\":null}],\"\":{}}";
    assertThat(user1.send("PUT", userMeta, json).ok().body()).isEqualTo(json);
    assertThat(user1.get(userMeta).body()).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1]|The body must be a JSON object",
        "null|The body must be a JSON object",
        "{\"a\"|The body must be JSON, but is malformed",
        "{}{}|The body must be JSON, but is something after the value",
        "{\"a\":1,\"a\":2}|The body must be JSON, but is an object with two members of one name",
        "{\"a\":\"\\ud800\"}|The body must be JSON, but is half a surrogate pair",
        "{\"a\":1e999999999}|A number in JSON has an exponent of at most 1000"
      })
  void change_malformed_is400AndChangesNothing(String body, String error) throws IOException {
    user1.put(userMeta, Map.of("kept", true));
    for (String verb : List.of("PUT", "PATCH")) {
      user1.send(verb, userMeta, body).isError(400, error);
      user1.send(verb, userMeta, "").isError(400, "The body must be JSON, but is nothing");
    }
    assertThat(user1.get(userMeta).success()).isEqualTo(Map.of("kept", true));
  }

  @Test
  void change_tooDeep_is400() throws IOException {
    String deep = "{\"a\":".repeat(64) + "1" + "}".repeat(64);
    user1.send("PUT", userMeta, deep).ok();
    assertThat(user1.send("PUT", userMeta, "{\"a\":" + deep + "}").status()).isEqualTo(400);
  }

  @Test
  void change_tooMuch_is413AndChangesNothing() throws IOException {
    String half = "x".repeat(33 * 1024);
    user1.put(userMeta, Map.of("a", half)).ok();
    assertThat(user1.patch(userMeta, Map.of("b", half)).status()).isEqualTo(413);
    assertThat(itself.put(deviceMeta, Map.of("b", half)).status()).isEqualTo(413);
    assertThat(user1.get(userMeta).success().keySet()).containsExactly("a");
    assertThat(user1.put(userMeta, Map.of("b", half)).status()).isEqualTo(200);
  }

  @Test
  void ifMatch_stale_is412AndChangesNothing() throws IOException {
    String tag = user1.put(userMeta, Map.of("a", 1)).header("ETag");
    assertThat(user1.get(deviceMeta).header("ETag")).isEqualTo(tag);
    ApiClient careful = user1.with("If-Match", tag);
    careful.patch(userMeta, Map.of("b", 2)).ok();
    careful
        .patch(userMeta, Map.of("c", 3))
        .isError(412, "The device has changed since it was read");
    careful.put(userMeta, Map.of()).isError(412, "The device has changed since it was read");
    assertThat(user1.get(userMeta).success()).isEqualTo(Map.of("a", 1L, "b", 2L));
  }

  @Test
  void patch_manyAtOnce_losesNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> patches = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        Map<String, Integer> key = Map.of("key" + i, i);
        patches.add(() -> user1.patch(userMeta, key).status());
      }
      for (Future<Integer> patched : threads.invokeAll(patches)) {
        assertThat(patched.get()).isEqualTo(200);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(user1.get(userMeta).success()).hasSize(64);
  }
}
