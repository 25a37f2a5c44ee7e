package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.registry.ApiClient.Registered;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What all answers have in common: status, headers, the form of errors, who is asked for a token.
 */
@OnEachDatabase
final class ApiFramingIT {
  private static final String NO_DEVICE = "/devices/000000000000000000000000";

  private final RegistryServer server;
  private final ApiClient user;
  private final ApiClient anonymous;

  ApiFramingIT(TestDatabase database) throws Exception {
    server = RegistryServer.shared(database);
    user = server.user("framing");
    anonymous = server.client();
  }

  @Test
  void error_any_standsWithItsIdInTheLog() throws Exception {
    ApiResponse answer = Expect.refused(user.get(NO_DEVICE), 404);
    assertThat(server.awaitLog(answer.field("error"))).contains("404");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /devices/",
    "GET, /devices/000000000000000000000000",
    "PUT, /devices/000000000000000000000000",
    "PATCH, /devices/000000000000000000000000",
    "DELETE, /devices/000000000000000000000000",
    "PUT, /devices/000000000000000000000000/public",
    "DELETE, /devices/000000000000000000000000/public",
    "GET, /devices/000000000000000000000000/user-meta",
    "PATCH, /devices/000000000000000000000000/device-meta",
    "POST, /devices/tokens",
    "GET, /devices/tokens",
    "DELETE, /devices/tokens/000000000000000000000000",
    "GET, /devices/np/nobody/nothing",
    "GET, /devices/auth_status",
    "GET, /auth/",
    "GET, /auth/accounts",
    "GET, /auth/login",
    "GET, /auth/auth_status"
  })
  void route_withoutToken_isUnauthorized(String method, String path) throws Exception {
    Expect.unauthorized(anonymous.call(method, path, null));
    Expect.unauthorized(anonymous.withToken("no-token-at-all").call(method, path, null));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /auth/nothing, 404",
    "POST, /auth/nothing/at/all, 404",
    "GET, /devices/000000000000000000000000/nothing, 404",
    "GET, /devices/a/b/c/d/e, 404",
    "DELETE, /auth/login, 405",
    "PUT, /auth/accounts, 405",
    "PUT, /auth/, 405",
    "PUT, /devices/, 405",
    "DELETE, /devices/, 405",
    "POST, /devices/000000000000000000000000, 405",
    "POST, /devices/000000000000000000000000/public, 405",
    "DELETE, /devices/000000000000000000000000/user-meta, 405",
    "PUT, /devices/tokens, 405",
    "POST, /devices/auth_status, 405"
  })
  void route_unknown_isToldOnlyToWhoHasAToken(String method, String path, int status)
      throws Exception {
    Expect.unauthorized(anonymous.call(method, path, null));
    Expect.unauthorized(anonymous.withToken("no-token-at-all").call(method, path, null));
    ApiResponse told = Expect.refused(user.call(method, path, null), status);
    assertThat(told.header("WWW-Authenticate")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer ", "Basic dXNlcjE6dXNlcjE=", "JWT a.b.c", "Bearer ."})
  void route_withOtherCredentials_isUnauthorized(String credentials) throws Exception {
    Expect.unauthorized(anonymous.get("/devices/", "Authorization", credentials));
    Expect.unauthorized(anonymous.post("/devices/", null, "Authorization", credentials + " x"));
  }

  @Test
  void scheme_inLowerCase_isTheSame() throws Exception {
    Expect.ok(anonymous.get("/devices/", "Authorization", "bearer " + user.token()));
  }

  @Test
  void login_failed_isUnauthorizedWithoutTheHeader() throws Exception {
    ApiResponse answer = Expect.refused(anonymous.tryLogIn("framing", "not its password"), 401);
    assertThat(answer.header("WWW-Authenticate")).isNull();
  }

  @Test
  void right_missing_isForbiddenWithoutInsufficientScope() throws Exception {
    Registered device = user.register(Map.of());
    Expect.forbidden(user.put("/devices/" + device.id() + "/device-meta", Map.of("a", "b")));
    Expect.forbidden(user.put("/devices/" + device.id() + "?challenge=a-b-c", null));
  }

  @Test
  void scope_missing_isForbiddenWithInsufficientScope() throws Exception {
    ApiClient reader =
        user.logIn(
            "framing", "password-of-framing", "prn:pantahub.com:apis:/base/devices.readonly");
    Expect.insufficientScope(reader.post("/devices/", Map.of()));
    Expect.insufficientScope(reader.delete(NO_DEVICE));
    Expect.insufficientScope(reader.get("/devices/tokens"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /devices, /devices/",
    "GET, /devices?limit=1&nick=%5Ea%26b, /devices/?limit=1&nick=%5Ea%26b",
    "POST, /devices?a=b, /devices/?a=b"
  })
  void devices_withoutSlash_redirectsAndKeepsTheQuery(String method, String from, String to)
      throws Exception {
    ApiResponse answer = user.call(method, from, method.equals("POST") ? Map.of() : null);
    assertThat(answer.status()).isEqualTo(308);
    assertThat(answer.header("Location")).isEqualTo(to);
  }

  @Test
  void path_withAndWithoutSlash_isTheSame() throws Exception {
    Registered device = user.register(Map.of("user-meta", Map.of("a", "b")));
    String self = "/devices/" + device.id();
    String[] paths = {
      self,
      self + "/user-meta",
      self + "/device-meta",
      "/devices/np/framing/" + device.nick(),
      "/devices/tokens",
      "/devices/auth_status",
      "/auth",
      "/auth/accounts",
      "/auth/auth_status"
    };
    for (String path : paths) {
      ApiResponse without = user.get(path);
      Expect.ok(without);
      assertThat(user.get(path + "/").text()).isEqualTo(without.text());
    }
    Expect.ok(user.put(self + "/public/", null));
    Expect.ok(user.patch(self + "/", Map.of()));
    Expect.ok(user.patch(self + "/user-meta/", Map.of()));
    Expect.ok(user.post("/devices/tokens/", Map.of()));
    Expect.ok(user.delete(self + "/"));
  }

  @Test
  void path_openToAll_needsNoToken() throws Exception {
    for (String path : new String[] {"/livez", "/livez/", "/readyz", "/readyz/", "/openapi.json"}) {
      Expect.ok(anonymous.get(path));
    }
    assertThat(anonymous.get("/metrics/").status()).isEqualTo(200);
  }
}
