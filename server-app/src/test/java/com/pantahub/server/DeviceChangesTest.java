package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.server.ApiClient.JsonAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Renaming, publishing and deleting, and conditions on them. */
class DeviceChangesTest extends ResourceTest {

  DeviceChangesTest() throws IOException {}

  @Test
  void patch_nick_renames() throws IOException {
    JsonAnswer device = register(user1, "thing");
    String path = path(device);
    assertThat(user1.patch(path, Map.of("nick", "other", "public", true)).success())
        .containsEntry("nick", "other")
        .containsEntry("public", false);
    assertThat(itself(device).patch(path, Map.of("nick", "third")).text("nick")).isEqualTo("third");
    assertThat(user1.patch(path, Map.of("nick", "")).text("nick")).isEqualTo("third");
    assertThat(user1.patch(path, Map.of()).text("nick")).isEqualTo("third");
    assertThat(user1.get(path).header("ETag")).isEqualTo("\"2\"");
    user1.patch(path, Map.of("nick", "x")).isError(400, BAD_NICK);
    user2.patch(path, Map.of("nick", "mine")).isError(404, NO_SUCH_DEVICE);
    user2.patch(path, Map.of()).isError(404, NO_SUCH_DEVICE);
  }

  @Test
  void delete_owner_isGone() throws IOException {
    JsonAnswer device = register(user1, "thing");
    String path = path(device);
    user2.delete(path).isError(404, NO_SUCH_DEVICE);
    itself(device).delete(path).isError(404, NO_SUCH_DEVICE);
    user1.delete("/devices/thing").isError(400, "The id of a device is 24 hexadecimal digits");
    assertThat(user1.delete(path).success()).containsEntry("garbage", true);
    user1.get(path).isError(404, NO_SUCH_DEVICE);
    user1.delete(path).isError(404, NO_SUCH_DEVICE);
    user1.get("/devices/thing").isError(404, NO_SUCH_DEVICE);
    assertThat(user1.get("/devices/").array()).isEmpty();
    anonymous
        .requestLogin(device.text("prn"), device.text("secret"))
        .isError(401, "Not Authorized");
    assertThat(register(user1, "thing").status()).isEqualTo(200);
  }

  @Test
  void public_ownerOnly_mayChangeIt() throws IOException {
    JsonAnswer device = register(user1, "thing");
    String path = path(device) + "/public";
    user2.send("PUT", path, "").isError(404, NO_SUCH_DEVICE);
    itself(device).send("PUT", path, "").isForbidden("Only the owner of the device may do this");
    assertThat(user1.send("PUT", path, "").success()).containsEntry("public", true);
    assertThat(user1.send("PUT", path + "/", "ignored").success()).containsEntry("public", true);
    user2.delete(path).isForbidden("Only the device and its owner may do this");
    assertThat(user1.delete(path).success()).containsEntry("public", false);
    JsonAnswer unclaimed = registerUnclaimed();
    itself(unclaimed)
        .send("PUT", path(unclaimed) + "/public", "")
        .isForbidden("Only the owner of the device may do this");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*|200",
        "\"0\"|200",
        "\"7\", \"0\"|200",
        "\"7\" ,\"x,y\",\"0\"|200",
        "\"7\"|412",
        "\"00\"|412",
        "W/\"0\"|412",
        "\"\"|412",
        "0|400",
        "\"0|400",
        "\"0\" \"1\"|400"
      })
  void ifMatch_everyVerb_changesOnlyThatRevision(String tags, int status) throws IOException {
    String path = path(register(user1, "thing"));
    ApiClient client = user1.with("If-Match", tags);
    for (String verb : List.of("PUT", "PATCH")) {
      JsonAnswer answer = client.send(verb, path, "{\"nick\":\"thing\"}");
      assertThat(answer.status()).as(verb).isEqualTo(status);
    }
    if (status == 412) {
      client
          .send("PUT", path, "{\"nick\":\"new\"}")
          .isError(412, "The device has changed since it was read");
      assertThat(client.send("PUT", path + "/public", "").status()).isEqualTo(412);
      assertThat(client.delete(path + "/public").status()).isEqualTo(412);
      assertThat(client.delete(path).status()).isEqualTo(412);
      assertThat(user1.get(path).success())
          .containsEntry("nick", "thing")
          .containsEntry("public", false);
    } else if (status == 200) {
      assertThat(client.delete(path).status()).isEqualTo(200);
    }
  }

  @Test
  void ifMatch_severalLines_areOneList() throws IOException {
    String path = path(register(user1, "thing"));
    String request =
        "PATCH "
            + path
            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n"
            + "Authorization: Bearer "
            + user1.token()
            + "\r\n%s\r\n{}";
    String both = "If-Match: \"7\"\r\nIf-Match: \"0\"\r\n";
    assertThat(TestClient.send(service.port(), request.formatted(both)).status()).isEqualTo(200);
    String one = "If-Match: \"7\"\r\n";
    assertThat(TestClient.send(service.port(), request.formatted(one)).status()).isEqualTo(412);
  }

  @Test
  void ifMatch_deleteInTheMeantimeChanged_isKept() throws IOException {
    JsonAnswer device = register(user1, "thing");
    String tag = user1.get(path(device)).header("ETag");
    itself(device).put(path(device) + "/device-meta", Map.of("a", 1)).ok();
    user1
        .with("If-Match", tag)
        .delete(path(device))
        .isError(412, "The device has changed since it was read");
    user1.get(path(device)).ok();
  }
}
