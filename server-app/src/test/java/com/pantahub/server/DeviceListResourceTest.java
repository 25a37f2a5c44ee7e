package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.server.ApiClient.JsonAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceListResourceTest extends ResourceTest {

  DeviceListResourceTest() throws IOException {}

  @Test
  void list_user_hasOwnDevicesInOrderOfCreation() throws IOException {
    for (String nick : List.of("one", "two", "three")) {
      register(user1, nick);
    }
    register(user2, "four");
    registerUnclaimed();
    JsonAnswer answer = user1.get("/devices/");
    assertThat(nicks(answer)).containsExactly("one", "two", "three");
    assertThat(answer.header("X-Total-Count")).isEqualTo("3");
    assertThat(answer.headers("Link")).isEmpty();
    assertThat(answer.body()).doesNotContain("secret", "owner-nick").contains("\"user-meta\":{}");
    assertThat(nicks(service.as("admin").get("/devices/"))).isEmpty();
  }

  @Test
  void list_device_hasItself() throws IOException {
    JsonAnswer device = register(user1, "one");
    register(user1, "two");
    ApiClient itself = itself(device);
    JsonAnswer answer = itself.get("/devices/");
    assertThat(nicks(answer)).containsExactly("one");
    assertThat(answer.header("X-Total-Count")).isEqualTo("1");
    assertThat(nicks(itself.get("/devices/?nick=one&last-seen=^2026"))).containsExactly("one");
    assertThat(nicks(itself.get("/devices/?nick=!one"))).isEmpty();
    assertThat(nicks(itself.get("/devices/?owner=" + USER1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"owner=" + USER1, "owner-nick=user1"})
  void list_anotherOwner_hasPublicDevicesOnly(String query) throws IOException {
    register(user1, "private");
    user1.send("PUT", path(register(user1, "public")) + "/public", "").ok();
    JsonAnswer answer = user2.get("/devices/?" + query);
    assertThat(nicks(answer)).containsExactly("public");
    assertThat(answer.header("X-Total-Count")).isEqualTo("1");
    assertThat(answer.body()).doesNotContain("meta", "last-seen", "garbage");
    assertThat(nicks(user1.get("/devices/?" + query))).containsExactly("private", "public");
    anonymous.get("/devices/?" + query).isNotAuthorized();
  }

  @ParameterizedTest
  @CsvSource({
    "nick=Two, two",
    "nick=!two, one three",
    "nick=^T, two three",
    "nick=^.*, ''",
    "nick=^, one two three",
    "public=true, two",
    "public=!true, one three",
    "public=false, one three",
    "id=^6, one two three",
    "prn=^prn:::dev, one two three",
    "owner=!x, one two three",
    "owner=^prn:pantahub, one two three",
    "owner=^x, ''",
    "time-created=^2026-03-01T, one two three",
    "time-modified=!2026-03-01T12:00:00.25Z, ''",
    "last-seen=, ''",
    "garbage=false, one two three",
    "garbage=true, ''",
    "user-meta.site=Berlin, one",
    "user-meta.site=^B, one two",
    "user-meta.site=!berlin, two three",
    "user-meta.floor=2, two",
    "user-meta.on=true, three",
    "user-meta.site=^b&user-meta.floor=2, two",
    "device-meta.x=1, ''",
    "user-meta.x'%20or%20'1'='1, ''",
    "nick=^t&nick=!two, three"
  })
  void list_filters_pickLiterally(String query, String expected) throws IOException {
    user1.post(
        "/devices/", Map.of("nick", "one", "user-meta", Map.of("site", "berlin", "floor", 1)));
    JsonAnswer two =
        user1.post(
            "/devices/", Map.of("nick", "two", "user-meta", Map.of("site", "Bonn", "floor", 2)));
    user1.post("/devices/", Map.of("nick", "three", "user-meta", Map.of("on", true)));
    user1.send("PUT", path(two) + "/public", "").ok();
    assertThat(String.join(" ", nicks(user1.get("/devices/?" + query)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret=x", "challenge=x", "owner-nickname=x", "limits=1", "x"})
  void list_unknownFilter_is400(String query) throws IOException {
    user1.get("/devices/?" + query).isError(400, "Devices have no such field to filter by");
  }

  @ParameterizedTest
  @ValueSource(strings = {"last-seen=^2", "user-meta.a=1", "device-meta.a=!1"})
  void list_strangersFilterByWhatTheyDoNotSee_is400(String query) throws IOException {
    assertThat(user2.get("/devices/?owner-nick=user1&" + query).status()).isEqualTo(400);
    assertThat(user1.get("/devices/?owner-nick=user1&" + query).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=10001",
        "limit=x",
        "limit=",
        "limit=1&limit=2",
        "after=x",
        "after=",
        "owner=nobody",
        "owner=prn:::devices:/000000000000000000000000",
        "owner-nick=x",
        "nick=%zz"
      })
  void list_malformed_is400(String query) throws IOException {
    assertThat(user1.get("/devices/?" + query).status()).isEqualTo(400);
  }

  @Test
  void list_unknownOwner_isEmptyOr404() throws IOException {
    assertThat(user1.get("/devices/?owner=prn:::accounts:/000000000000000000000000").array())
        .isEmpty();
    user1.get("/devices/?owner-nick=nobody").isError(404, NO_SUCH_DEVICE);
  }

  @Test
  void list_pages_haveEveryDeviceOnce() throws IOException {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      register(user1, "dev-" + i);
      register(user1, "other-" + i);
      expected.add("dev-" + i);
    }
    List<String> seen = new ArrayList<>();
    String target = "/devices/?nick=^dev-&limit=3";
    List<String> links;
    do {
      JsonAnswer page = user1.get(target);
      assertThat(page.header("X-Total-Count")).isEqualTo("7");
      seen.addAll(nicks(page));
      links = page.headers("Link");
      if (!links.isEmpty()) {
        assertThat(links.get(0))
            .matches("</devices/\\?nick=%5Edev-&limit=3&after=[0-9a-f]{24}>; rel=\"next\"");
        target = links.get(0).substring(1, links.get(0).indexOf('>'));
      }
    } while (!links.isEmpty());
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void list_withoutSlash_redirectsWithQuery() throws IOException {
    JsonAnswer answer = user1.get("/devices?nick=^a&x=%20y");
    assertThat(answer.status()).isEqualTo(308);
    assertThat(answer.header("Location")).isEqualTo("/devices/?nick=^a&x=%20y");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(anonymous.send("POST", "/devices", "{}").status()).isEqualTo(308);
    assertThat(user1.get("/devices").header("Location")).isEqualTo("/devices/");
  }

  private static List<String> nicks(JsonAnswer answer) {
    List<String> nicks = new ArrayList<>();
    for (Object device : answer.ok().array()) {
      if (device instanceof Map<?, ?> members && members.get("nick") instanceof String nick) {
        nicks.add(nick);
      }
    }
    return nicks;
  }
}
