package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.RawHttp;
import com.pantahub.it.registry.ApiClient.Registered;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists of devices: whose, which, and in what pages. */
@OnEachDatabase
final class DeviceListIT {
  private static final Pattern NEXT = Pattern.compile("<(/devices/\\?[^>]*)>; *rel=\"next\"");

  private final RegistryServer server;
  private final ApiClient user;
  private final ApiClient other;

  DeviceListIT(TestDatabase database) throws Exception {
    server = RegistryServer.shared(database);
    user = server.user("list");
    other = server.user("list-other");
  }

  /** Devices that filters are tried on, of an account that has no others. */
  @BeforeEach
  void register() throws Exception {
    if (user.get("/devices/").json().isEmpty()) {
      user.register(Map.of("nick", "a_b", "user-meta", Map.of("city", "\u00c9vry", "n", 1)));
      user.register(Map.of("nick", "axb", "user-meta", Map.of("city", "evry", "n", 10)));
      user.register(Map.of("nick", "A_B", "user-meta", Map.of("city", "Paris", "on", true)));
      Registered seen =
          user.register(Map.of("nick", "a%b", "user-meta", Map.of("a.b c&d=e", "dots")));
      ApiClient self = user.as(seen);
      Expect.ok(self.put("/devices/" + seen.id() + "/device-meta", Map.of("kernel", "6.1-rt")));
      Registered shown =
          user.register(Map.of("nick", "shown", "user-meta", Map.of("city", "Rome")));
      Expect.ok(user.put("/devices/" + shown.id() + "/public", null));
      Registered deleted = user.register(Map.of("nick", "a_deleted"));
      Expect.ok(user.delete("/devices/" + deleted.id()));
    }
  }

  private static List<String> nicks(ApiResponse answer) {
    JsonNode devices = Expect.ok(answer);
    assertThat(devices.isArray()).isTrue();
    return devices.valueStream().map(device -> device.path("nick").stringValue()).toList();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void list_byOwner_isAllTheirsInOrderOfCreation() throws Exception {
    ApiResponse answer = user.get("/devices/");
    assertThat(nicks(answer)).containsExactly("a_b", "axb", "A_B", "a%b", "shown");
    assertThat(answer.header("X-Total-Count")).isEqualTo("5");
    assertThat(answer.header("Link")).isNull();
    assertThat(answer.text()).doesNotContain("\"secret\"").doesNotContain("\"challenge\"");
    JsonNode first = answer.json().path(0);
    assertThat(first.path("user-meta").path("city").stringValue()).isEqualTo("\u00c9vry");
    assertThat(first.propertyNames()).contains("device-meta", "public", "garbage", "owner");
  }

  @Test
  void list_byDevice_isItself() throws Exception {
    Registered device = other.register(Map.of());
    ApiClient self = other.as(device);
    ApiResponse answer = self.get("/devices/");
    assertThat(nicks(answer)).containsExactly(device.nick());
    assertThat(answer.header("X-Total-Count")).isEqualTo("1");
    assertThat(nicks(self.get("/devices/?nick=" + device.nick()))).hasSize(1);
    assertThat(nicks(self.get("/devices/?nick=!" + device.nick()))).isEmpty();
    Registered unclaimed = other.anonymous().register(Map.of());
    assertThat(nicks(other.as(unclaimed).get("/devices/"))).containsExactly(unclaimed.nick());
  }

  @Test
  void list_ofAnotherOwner_isTheirPublicOnesWithoutWhatOthersMayNotSee() throws Exception {
    String owner = user.get("/auth/").field("prn");
    ApiClient device = other.as(other.register(Map.of()));
    for (ApiClient caller : List.of(other, device)) {
      for (String target : List.of("?owner=" + owner, "?owner-nick=list")) {
        ApiResponse answer = caller.get("/devices/" + target);
        assertThat(nicks(answer)).containsExactly("shown");
        assertThat(answer.header("X-Total-Count")).isEqualTo("1");
        assertThat(answer.text()).doesNotContain("Rome").doesNotContain("user-meta");
      }
      assertThat(nicks(caller.get("/devices/?owner-nick=list&nick=%5Ea"))).isEmpty();
      assertThat(nicks(caller.get("/devices/?owner-nick=list&public=true"))).hasSize(1);
      assertThat(nicks(caller.get("/devices/?owner-nick=list&public=false"))).isEmpty();
    }
    Expect.unauthorized(other.anonymous().get("/devices/?owner=" + owner));
  }

  @Test
  void list_ofAnotherOwner_tellsNothingOfMetadataByFilters() throws Exception {
    for (String filter : List.of("user-meta.city=Rome", "user-meta.city=%5ER", "last-seen=%5E2")) {
      ApiResponse right = other.get("/devices/?owner-nick=list&" + filter);
      ApiResponse wrong = other.get("/devices/?owner-nick=list&" + filter + "-and-wrong");
      assertThat(right.status()).isEqualTo(wrong.status());
      assertThat(right.text()).doesNotContain("shown");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nick, a_b, 'a_b,A_B'",
    "nick, A_b, 'a_b,A_B'",
    "nick, !a_b, 'axb,a%b,shown'",
    "nick, ^a_, 'a_b,A_B'",
    "nick, ^A, 'a_b,axb,A_B,a%b'",
    "nick, ^a%, a%b",
    "nick, ^, 'a_b,axb,A_B,a%b,shown'",
    "nick, a.b, ''",
    "nick, .*, ''",
    "nick, ^.*, ''",
    "nick, ^a[_x]b, ''",
    "nick, a%, ''",
    "nick, a*, ''",
    "public, true, shown",
    "public, false, 'a_b,axb,A_B,a%b'",
    "public, !true, 'a_b,axb,A_B,a%b'",
    "garbage, true, ''",
    "garbage, false, 'a_b,axb,A_B,a%b,shown'",
    "user-meta.city, \u00c9vry, a_b",
    "user-meta.city, \u00e9VRY, a_b",
    "user-meta.city, ^\u00e9, a_b",
    "user-meta.city, ^e, axb",
    "user-meta.city, !Paris, 'a_b,axb,a%b,shown'",
    "user-meta.n, 1, a_b",
    "user-meta.n, ^1, 'a_b,axb'",
    "user-meta.on, true, A_B",
    "user-meta.a.b c&d=e, ^DOT, a%b",
    "user-meta.nothing, '', ''",
    "device-meta.kernel, ^6.1, a%b",
    "device-meta.kernel, 6.1-RT, a%b",
    "device-meta.kernel, ^6_1, ''",
    "last-seen, ^2, a%b",
    "time-created, ^2, 'a_b,axb,A_B,a%b,shown'",
    "time-modified, ^1, ''",
    "id, ^zz, ''",
    "prn, ^PRN:::DEVICES:/, 'a_b,axb,A_B,a%b,shown'"
  })
  void filter_byField_isLiteralAndOfEitherCase(String field, String value, String expected)
      throws Exception {
    ApiResponse answer = user.get("/devices/?" + encoded(field) + "=" + encoded(value));
    assertThat(nicks(answer))
        .containsExactly(expected.isEmpty() ? new String[0] : expected.split(",", -1));
    assertThat(answer.header("X-Total-Count")).isEqualTo(Integer.toString(answer.json().size()));
  }

  @Test
  void filter_asPeopleTypeIt_needsNoEncoding() throws Exception {
    String head = " HTTP/1.0\r\nAuthorization: Bearer " + user.token() + "\r\n\r\n";
    try (RawHttp connection = RawHttp.connect(user.port())) {
      connection.send("GET /devices/?nick=^A_&user-meta.city=!Paris" + head);
      RawHttp.Response answer = connection.receive("GET");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("X-Total-Count")).isEqualTo("1");
      assertThat(answer.text()).contains("\"nick\":\"a_b\"");
    }
  }

  @Test
  void filter_byWholeIdAndPrn_isThatDevice() throws Exception {
    JsonNode device = user.get("/devices/a_b").json();
    String id = device.path("id").stringValue();
    assertThat(nicks(user.get("/devices/?id=" + id))).containsExactly("a_b");
    assertThat(nicks(user.get("/devices/?prn=prn:::devices:/" + id))).containsExactly("a_b");
    String created = encoded(device.path("time-created").stringValue());
    assertThat(nicks(user.get("/devices/?time-created=" + created))).containsExactly("a_b");
    assertThat(nicks(user.get("/devices/?owner=%5Eprn:::acc"))).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing=1",
        "secret=x",
        "secret=%5Ea",
        "challenge=a-b-c",
        "NICK=a_b",
        "user-meta=x",
        "password=x",
        "nick=a&colour=red",
        "limit=0",
        "limit=-1",
        "limit=10001",
        "limit=many",
        "limit=99999999999999999999",
        "limit=",
        "limit=1&limit=2",
        "after=nothing",
        "after=",
        "owner=nobody",
        "owner=prn:::devices:/000000000000000000000000"
      })
  void list_ofAnUnknownFilterOrPage_isBadRequest(String query) throws Exception {
    Expect.refused(user.get("/devices/?" + query), 400);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 6, 10_000})
  void pages_followed_areAllDevicesOnce(int limit) throws Exception {
    assertThat(followed("/devices/?limit=" + limit, 5, limit))
        .containsExactly("a_b", "axb", "A_B", "a%b", "shown");
  }

  @Test
  void pages_ofAFilter_keepItAndCountWhatItPicks() throws Exception {
    assertThat(followed("/devices/?nick=%5Ea&limit=1&user-meta.city=!Paris", 3, 1))
        .containsExactly("a_b", "axb", "a%b");
    assertThat(followed("/devices/?limit=1&user-meta." + encoded("a.b c&d=e") + "=dots", 1, 1))
        .containsExactly("a%b");
  }

  private List<String> followed(String target, int total, int limit) throws Exception {
    List<String> nicks = new ArrayList<>();
    String next = target;
    while (true) {
      ApiResponse page = user.get(next);
      assertThat(nicks(page)).hasSizeLessThanOrEqualTo(limit);
      assertThat(page.header("X-Total-Count")).isEqualTo(Integer.toString(total));
      nicks.addAll(nicks(page));
      String link = page.header("Link");
      if (link == null) {
        return nicks;
      }
      assertThat(nicks(page)).hasSize(limit);
      Matcher matcher = NEXT.matcher(link);
      assertThat(matcher.matches()).as(link).isTrue();
      next = matcher.group(1);
    }
  }

  @Test
  void page_afterADeletedDevice_goesOnWhereThatOneWas() throws Exception {
    Registered first = other.register(Map.of());
    Registered middle = other.register(Map.of());
    Registered last = other.register(Map.of());
    Expect.ok(other.delete("/devices/" + middle.id()));
    for (Registered after : List.of(first, middle)) {
      assertThat(nicks(other.get("/devices/?after=" + after.id()))).startsWith(last.nick());
    }
    assertThat(nicks(other.get("/devices/?after=ffffffffffffffffffffffff"))).isEmpty();
  }

  @Test
  void list_ofMoreThanAThousand_isAThousandUnlessMoreAreAskedFor() throws Exception {
    ApiClient many = server.user("list-many");
    Concurrently.times(1_001, i -> many.register(Map.of()));
    ApiResponse page = many.get("/devices/");
    assertThat(page.json().size()).isEqualTo(1_000);
    assertThat(page.header("X-Total-Count")).isEqualTo("1001");
    assertThat(page.header("Link")).contains("rel=\"next\"");
    assertThat(many.get("/devices/?limit=10000").json().size()).isEqualTo(1_001);
  }
}
