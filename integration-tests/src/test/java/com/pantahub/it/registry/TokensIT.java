package com.pantahub.it.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.registry.ApiClient.Registered;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What tokens say, how long they count, and which are no tokens at all. */
@OnEachDatabase
final class TokensIT {
  private static final String SCOPES = "prn:pantahub.com:apis:/base/";
  private static final int LONGEST_AN_AGENT_KEEPS = 1_016;

  private final RegistryServer server;
  private final ApiClient user;
  private final RSAPrivateCrtKey key;

  TokensIT(TestDatabase database) throws Exception {
    server = RegistryServer.shared(database);
    user = server.user("tokens");
    key = ForgedToken.keyOf(server);
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }

  private void assertAccepted(String token) throws Exception {
    Expect.ok(user.withToken(token).get("/devices/auth_status"));
    Expect.ok(user.withToken(token).get("/devices/"));
  }

  private void assertRefused(String token) throws Exception {
    ApiClient client = user.withToken(token);
    Expect.unauthorized(client.get("/devices/"));
    Expect.unauthorized(client.get("/auth/"));
    Expect.unauthorized(client.get("/auth/login"));
    Expect.unauthorized(client.get("/auth/auth_status"));
    Expect.unauthorized(client.post("/devices/", Map.of()));
    Expect.unauthorized(client.get("/devices/nothing/of/this/name"));
  }

  @Test
  void token_ofAUser_saysWhoThatIs() throws Exception {
    ForgedToken token = ForgedToken.of(user.token());
    assertThat(token.header()).containsEntry("alg", "RS256");
    assertThat(token.signature()).hasSize(2_048 / Byte.SIZE);
    assertThat(token.claims())
        .containsEntry("id", "tokens")
        .containsEntry("nick", "tokens")
        .containsEntry("prn", user.get("/auth/").field("prn"))
        .containsEntry("type", "USER")
        .containsEntry("roles", "user")
        .containsEntry("scopes", SCOPES + "all")
        .doesNotContainKey("owner");
    assertThat(token.seconds("exp") - token.seconds("orig_iat")).isEqualTo(3_600);
    assertThat(token.seconds("orig_iat")).isBetween(now() - 3_600, now());
  }

  @Test
  void token_ofADevice_saysWhoseItIs() throws Exception {
    Registered device = user.register(Map.of());
    assertThat(ForgedToken.of(user.as(device).token()).claims())
        .containsEntry("id", device.prn())
        .containsEntry("nick", device.nick())
        .containsEntry("prn", device.prn())
        .containsEntry("type", "DEVICE")
        .containsEntry("roles", "device")
        .containsEntry("owner", user.get("/auth/").field("prn"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "all", "devices", "devices.readonly", "devices.change"})
  void token_ofADeviceWithTheLongestNames_isShortEnoughForAgents(String scope) throws Exception {
    Registered device = user.register(Map.of("nick", "n".repeat(64)));
    ApiClient self =
        user.logIn(device.prn(), device.secret(), scope.isEmpty() ? "" : SCOPES + scope);
    assertThat(self.token()).hasSizeLessThanOrEqualTo(LONGEST_AN_AGENT_KEEPS);
    ApiClient refreshed = self.withToken(self.get("/auth/login").field("token"));
    assertThat(refreshed.token()).hasSizeLessThanOrEqualTo(LONGEST_AN_AGENT_KEEPS);
    Expect.ok(user.delete("/devices/" + device.id()));
  }

  @Test
  void token_signedAnewWithTheServersKey_counts() throws Exception {
    assertAccepted(ForgedToken.of(user.token()).signed(key));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 3_600, 1_000_000})
  void token_expired_isRefused(long secondsAgo) throws Exception {
    assertRefused(ForgedToken.of(user.token()).with("exp", now() - secondsAgo).signed(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "orig_iat", "prn", "scopes"})
  void token_claimMissingOrOfAnotherType_isRefused(String claim) throws Exception {
    ForgedToken token = ForgedToken.of(user.token());
    assertRefused(token.with(claim, null).signed(key));
    assertRefused(token.with(claim, List.of(1)).signed(key));
    assertRefused(token.with(claim, "").signed(key));
  }

  @Test
  void token_payloadChanged_isRefused() throws Exception {
    ForgedToken token = ForgedToken.of(user.token());
    assertRefused(token.with("exp", now() + 100_000).unsigned());
    assertRefused(token.with("prn", "prn:pantahub.com:auth:/admin").unsigned());
    assertRefused(token.with("roles", "admin").unsigned());
  }

  @Test
  void token_signatureChanged_isRefused() throws Exception {
    ForgedToken token = ForgedToken.of(user.token());
    byte[] signature = token.signature();
    for (int i = 0; i < signature.length; i += 51) {
      byte[] changed = signature.clone();
      changed[i] ^= 1;
      assertRefused(token.signedBy(changed));
    }
    assertRefused(token.signedBy(new byte[0]));
    assertRefused(token.signedBy(new byte[256]));
    assertRefused(user.token().substring(0, user.token().lastIndexOf('.')));
    assertRefused(user.token() + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "", "RS512", "HS256", "ES256", "rs256"})
  void token_ofAnotherAlgorithm_isRefused(String algorithm) throws Exception {
    ForgedToken token = ForgedToken.of(user.token()).withHeader("alg", algorithm);
    assertRefused(token.signedBy(new byte[0]));
    assertRefused(token.unsigned());
    assertRefused(token.signed(key));
  }

  @Test
  void token_hs256WithThePublicKey_isRefused() throws Exception {
    ForgedToken token = ForgedToken.of(user.token()).withHeader("alg", "HS256");
    byte[] x509 = ForgedToken.publicKey(key);
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(x509);
    String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
    assertRefused(token.signed(x509));
    assertRefused(token.signed(pem.getBytes(US_ASCII)));
    assertRefused(token.signed((pem + "\n").getBytes(US_ASCII)));
    assertRefused(token.signed(key.getModulus().toByteArray()));
  }

  @Test
  void token_ofAForeignKey_isRefused() throws Exception {
    ForgedToken token = ForgedToken.of(user.token());
    PrivateKey foreign = ForgedToken.foreignKey();
    assertRefused(token.signed(foreign));
    assertRefused(token.withHeader("jku", "http://127.0.0.1/keys").signed(foreign));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a.b", "a.b.c", "..", "e30.e30.", "\"", "%00", "eyJhbGciOiJSUzI1NiJ9.e30.AA"})
  void token_nonsense_isRefused(String token) throws Exception {
    assertRefused(token);
  }

  @Test
  void token_ofNobody_isRefused() throws Exception {
    ForgedToken token = ForgedToken.of(user.token());
    assertRefused(token.with("prn", "prn:::accounts:/000000000000000000000000").signed(key));
    assertRefused(token.with("prn", "prn:::devices:/000000000000000000000000").signed(key));
    assertRefused(token.with("prn", "nobody").signed(key));
  }

  @Test
  void token_ofADeletedDevice_endsAtOnce() throws Exception {
    Registered device = user.register(Map.of());
    ApiClient self = user.as(device);
    Expect.ok(user.delete("/devices/" + device.id()));
    assertRefused(self.token());
    Expect.refused(user.tryLogIn(device.prn(), device.secret()), 401);
  }

  @Test
  void token_ofADeviceWithANewSecret_endsAtOnce() throws Exception {
    Registered device = user.register(Map.of());
    ApiClient before = user.as(device);
    Expect.ok(user.put("/devices/" + device.id(), Map.of("secret", "a-newer-secret")));
    assertRefused(before.token());
    Expect.refused(user.tryLogIn(device.prn(), device.secret()), 401);
    assertAccepted(user.logIn(device.prn(), "a-newer-secret").token());
  }

  @Test
  void token_ofADisabledAccount_endsAtOnceAndCountsAgainWhenEnabled() throws Exception {
    ApiClient disabled = server.user("tokens-disabled");
    Registered device = disabled.register(Map.of());
    server.run("", "account", "disable", "tokens-disabled");
    assertRefused(disabled.token());
    ApiResponse login = user.tryLogIn("tokens-disabled", "password-of-tokens-disabled");
    assertThat(login.header("WWW-Authenticate")).isNull();
    Expect.refused(login, 401);
    assertThat(server.run("", "account", "list"))
        .anyMatch(line -> line.contains("\ttokens-disabled\t") && line.endsWith("disabled"));
    server.run("", "account", "enable", "tokens-disabled");
    Expect.ok(user.tryLogIn("tokens-disabled", "password-of-tokens-disabled"));
    Expect.ok(disabled.get("/devices/" + device.id()));
  }

  @Test
  void refresh_valid_hasANewExpiryAndTheSameStart() throws Exception {
    long loggedIn = now() - Duration.ofHours(23).toSeconds();
    String old =
        ForgedToken.of(user.token())
            .with("orig_iat", loggedIn)
            .with("exp", now() + 60)
            .with("scopes", SCOPES + "devices.readonly")
            .signed(key);
    JsonNode answer = Expect.ok(user.withToken(old).get("/auth/login"));
    assertThat(answer.propertyNames()).containsExactly("token");
    ForgedToken refreshed = ForgedToken.of(answer.path("token").stringValue());
    assertThat(refreshed.seconds("orig_iat")).isEqualTo(loggedIn);
    assertThat(refreshed.seconds("exp")).isBetween(now() + 3_500, now() + 3_600);
    assertThat(refreshed.claims())
        .containsEntry("scopes", SCOPES + "devices.readonly")
        .containsEntry("id", "tokens");
    assertAccepted(answer.path("token").stringValue());
  }

  @ParameterizedTest
  @CsvSource({"86_399, true", "86_401, false", "1_000_000, false"})
  void refresh_longAfterTheLogin_isRefused(String secondsAgo, boolean allowed) throws Exception {
    long loggedIn = now() - Long.parseLong(secondsAgo.replace("_", "")) + (allowed ? 60 : 0);
    String token =
        ForgedToken.of(user.token()).with("orig_iat", loggedIn).with("exp", now() + 60).signed(key);
    assertAccepted(token);
    ApiResponse answer = user.withToken(token).get("/auth/login");
    if (allowed) {
      Expect.ok(answer);
    } else {
      Expect.unauthorized(answer);
    }
  }

  @Test
  void refresh_renamedDevice_saysTheNewNick() throws Exception {
    Registered device = user.register(Map.of());
    ApiClient self = user.as(device);
    Expect.ok(self.patch("/devices/" + device.id(), Map.of("nick", "renamed-meanwhile")));
    ForgedToken refreshed = ForgedToken.of(self.get("/auth/login").field("token"));
    assertThat(refreshed.claims()).containsEntry("nick", "renamed-meanwhile");
    Expect.ok(user.delete("/devices/" + device.id()));
  }
}
