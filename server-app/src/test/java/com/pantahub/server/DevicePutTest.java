package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.server.ApiClient.JsonAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevicePutTest extends ResourceTest {

  DevicePutTest() throws IOException {}

  @Test
  void put_wholeDeviceBack_changesNothing() throws IOException {
    JsonAnswer device = register(user1, "thing");
    String path = path(device);
    for (ApiClient client : List.of(user1, itself(device))) {
      JsonAnswer read = client.get(path);
      clock.advance(Duration.ofSeconds(1));
      JsonAnswer written = client.send("PUT", path, read.body());
      written.success();
      assertThat(written.text("time-modified")).isEqualTo(read.text("time-modified"));
      assertThat(written.header("ETag")).isEqualTo(read.header("ETag"));
    }
  }

  @Test
  void put_owner_changesWhatIsTheirs() throws IOException {
    JsonAnswer device = register(user1, "thing");
    clock.advance(Duration.ofSeconds(1));
    JsonAnswer answer =
        user1.put(
            path(device),
            Map.of(
                "nick",
                "other",
                "public",
                true,
                "secret",
                "new secret",
                "user-meta",
                Map.of("a", 1),
                "device-meta",
                Map.of("b", 2)));
    Map<String, @Nullable Object> changed = answer.success();
    assertThat(changed.get("nick")).isEqualTo("other");
    assertThat(changed.get("public")).isEqualTo(true);
    assertThat(changed.get("secret")).isEqualTo("new secret");
    assertThat(changed.get("user-meta")).isEqualTo(Map.of("a", 1L));
    assertThat(changed.get("device-meta")).isEqualTo(Map.of());
    assertThat(changed.get("time-modified")).isEqualTo("2026-03-01T12:00:01.25Z");
    assertThat(answer.header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void put_device_changesWhatIsItsOwn() throws IOException {
    JsonAnswer device = register(user1, "thing");
    Map<String, @Nullable Object> changed =
        itself(device)
            .put(
                path(device),
                Map.of("user-meta", Map.of("a", 1), "device-meta", Map.of("b", 2), "public", false))
            .success();
    assertThat(changed.get("user-meta")).isEqualTo(Map.of());
    assertThat(changed.get("device-meta")).isEqualTo(Map.of("b", 2L));
    itself(device)
        .put(path(device), Map.of("public", true))
        .isForbidden("Only the owner of the device may change public");
  }

  @ParameterizedTest
  @CsvSource({
    "id, 000000000000000000000000",
    "prn, prn:::devices:/000000000000000000000000",
    "owner, prn:pantahub.com:auth:/user2",
    "owner, ''",
    "time-created, 2026-03-01T12:00:00Z",
    "time-modified, yesterday"
  })
  void put_whatCannotBeChanged_is403(String field, String value) throws IOException {
    JsonAnswer device = register(user1, "thing");
    user1
        .put(path(device), Map.of(field, value, "nick", "other"))
        .isForbidden(field + " of a device cannot be changed");
    assertThat(user1.get(path(device)).text("nick")).isEqualTo("thing");
  }

  @Test
  void put_sameMomentSpelledOtherwise_isTaken() throws IOException {
    JsonAnswer device = register(user1, "thing");
    user1.put(path(device), Map.of("time-created", "2026-03-01T13:00:00.250+01:00")).success();
  }

  @Test
  void put_emptySecret_is403() throws IOException {
    JsonAnswer device = register(user1, "thing");
    user1
        .put(path(device), Map.of("secret", ""))
        .isForbidden("Empty Secret not allowed for devices in PUT");
  }

  @Test
  void put_notTheirs_isRefused() throws IOException {
    JsonAnswer device = register(user1, "thing");
    String path = path(device);
    user2.put(path, Map.of("nick", "mine")).isError(404, NO_SUCH_DEVICE);
    user1.send("PUT", path + "/public", "").success();
    user2
        .put(path, Map.of("nick", "mine"))
        .isForbidden("Only the device and its owner may do this");
    user1.put(NOBODY, Map.of("nick", "mine")).isError(404, NO_SUCH_DEVICE);
    user1
        .put("/devices/thing", Map.of("nick", "mine"))
        .isError(400, "The id of a device is 24 hexadecimal digits");
    user1.send("PUT", path, "").isError(400, "The body must be JSON, but is nothing");
    user1.send("PUT", path, "{\"public\":\"yes\"}").isError(400, "public must be true or false");
  }

  @Test
  void put_nickTaken_is409() throws IOException {
    register(user1, "one");
    JsonAnswer two = register(user1, "two");
    assertThat(user1.put(path(two), Map.of("nick", "one")).status()).isEqualTo(409);
    assertThat(user1.patch(path(two), Map.of("nick", "one")).status()).isEqualTo(409);
  }
}
