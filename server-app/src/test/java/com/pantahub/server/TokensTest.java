package com.pantahub.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.pantahub.registry.Account;
import com.pantahub.registry.Caller;
import com.pantahub.registry.DeviceId;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Principal;
import com.pantahub.registry.Prn;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link TokenIssuer} and {@link TokenVerifier}. */
class TokensTest {
  private static final TokenKeys KEYS = RunningService.KEYS;
  private static final DeviceId DEVICE = new DeviceId("0123456789abcdef01234567");
  private static final Prn USER = Prn.builtInAccount(new Nick("user1"));
  private static final Set<Scope> ALL = Set.of(Scope.ALL);

  private final TestClock clock = new TestClock();
  private final TokenIssuer issuer = new TokenIssuer(KEYS, clock);
  private final TokenVerifier verifier = new TokenVerifier(KEYS, clock);

  @Test
  void issue_user_hasTheClaimsOfAUser() {
    String token = issuer.issue(user(Account.Role.ADMIN, 3), "User1@example.org", ALL);
    long now = clock.instant().getEpochSecond();
    assertThat(verifier.verify(token).orElseThrow().all())
        .isEqualTo(
            Map.of(
                "id", "User1@example.org",
                "nick", "user1",
                "prn", "prn:pantahub.com:auth:/user1",
                "roles", "admin",
                "type", "USER",
                "scopes", "prn:pantahub.com:apis:/base/all",
                "exp", now + 3600,
                "orig_iat", now,
                "gen", 3L));
  }

  @Test
  void issue_device_hasItsOwner() {
    String token = issuer.issue(device("thing", Optional.of(USER)), Prn.of(DEVICE).value(), ALL);
    Map<String, Object> claims = verifier.verify(token).orElseThrow().all();
    assertThat(claims)
        .containsEntry("type", "DEVICE")
        .containsEntry("roles", "device")
        .containsEntry("prn", "prn:::devices:/0123456789abcdef01234567")
        .containsEntry("owner", "prn:pantahub.com:auth:/user1");
  }

  @Test
  void issue_unclaimedDevice_hasAnEmptyOwner() {
    String token = issuer.issue(device("thing", Optional.empty()), Prn.of(DEVICE).value(), ALL);
    assertThat(verifier.verify(token).orElseThrow().all()).containsEntry("owner", "");
  }

  @Test
  void issue_deviceWithTheLongestNames_fitsIntoWhatAgentsKeep() {
    Prn owner = Prn.builtInAccount(new Nick("o".repeat(64)));
    Principal device =
        new Principal(
            new Caller.DeviceCaller(DEVICE),
            Prn.of(DEVICE),
            new Nick("n".repeat(64)),
            Optional.empty(),
            Optional.of(owner),
            Integer.MAX_VALUE);
    assertThat(issuer.issue(device, Prn.of(DEVICE).value(), ALL)).hasSizeLessThanOrEqualTo(1_016);
  }

  @Test
  void verify_readsWhatTheServerNeeds() {
    Set<Scope> scopes = Set.of(Scope.DEVICES_READONLY, Scope.DEVICES_CHANGE);
    String token = issuer.issue(user(Account.Role.USER, 5), "user1", scopes);
    TokenClaims claims = verifier.verify(token).orElseThrow();
    assertThat(claims.loginName()).isEqualTo("user1");
    assertThat(claims.prn()).isEqualTo(USER);
    assertThat(claims.generation()).isEqualTo(5);
    assertThat(claims.scopes()).isEqualTo(scopes);
    assertThat(claims.loggedIn()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
  }

  @Test
  void refresh_later_isValidLongerButLoggedInAsBefore() {
    String token = issuer.issue(user(Account.Role.USER, 0), "user1", ALL);
    TokenClaims first = verifier.verify(token).orElseThrow();
    clock.advance(Duration.ofMinutes(59));
    TokenClaims second =
        verifier.verify(issuer.refresh(user(Account.Role.USER, 0), first)).orElseThrow();
    Map<String, Object> expected = new LinkedHashMap<>(first.all());
    expected.put("exp", clock.instant().getEpochSecond() + 3600);
    assertThat(second.all()).isEqualTo(expected);
  }

  @Test
  void verify_afterAnHour_isNotValid() {
    String token = issuer.issue(user(Account.Role.USER, 0), "user1", ALL);
    clock.advance(Duration.ofMinutes(60).minusMillis(251));
    assertThat(verifier.verify(token)).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(verifier.verify(token)).isEmpty();
  }

  @Test
  void verify_otherKey_isNotValid() {
    String token =
        new TokenIssuer(TokenKeys.generate(), clock).issue(user(Account.Role.USER, 0), "a", ALL);
    assertThat(verifier.verify(token)).isEmpty();
  }

  @Test
  void verify_tampered_isNotValid() {
    String[] parts = issuer.issue(user(Account.Role.USER, 0), "user1", ALL).split("\\.", -1);
    String payload = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    assertThat(payload).contains("\"roles\":\"user\"");
    String tampered = encode(payload.replace("\"roles\":\"user\"", "\"roles\":\"admin\""));
    assertThat(verifier.verify(parts[0] + "." + tampered + "." + parts[2])).isEmpty();
    assertThat(verifier.verify(parts[0] + "." + parts[1] + "." + parts[2])).isPresent();
    assertThat(verifier.verify(parts[0] + "." + parts[1] + ".")).isEmpty();
    assertThat(verifier.verify(parts[0] + "." + parts[1])).isEmpty();
  }

  @Test
  void verify_withoutAlgorithm_isNotValid() {
    assertThat(verifier.verify(new PlainObject(new Payload(claims())).serialize())).isEmpty();
    assertThat(verifier.verify(encode("{\"alg\":\"none\"}") + "." + encode(claims()) + "."))
        .isEmpty();
  }

  @Test
  void verify_publicKeyUsedAsPassword_isNotValid() throws JOSEException {
    JWSSigner signer = new MACSigner(KEYS.publicKey().getEncoded());
    assertThat(verifier.verify(signed(JWSAlgorithm.HS256, claims(), signer))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS384", "RS512", "PS256"})
  void verify_rightKeyInAnotherWay_isNotValid(String algorithm) throws JOSEException {
    JWSSigner signer = new RSASSASigner(KEYS.privateKey());
    assertThat(verifier.verify(signed(JWSAlgorithm.parse(algorithm), claims(), signer))).isEmpty();
    assertThat(verifier.verify(signed(JWSAlgorithm.RS256, claims(), signer))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "prn", "scopes", "exp", "orig_iat", "gen"})
  void verify_claimMissing_isNotValid(String name) throws JOSEException {
    String without = claims().replace("\"" + name + "\"", "\"x\"");
    JWSSigner signer = new RSASSASigner(KEYS.privateKey());
    assertThat(verifier.verify(signed(JWSAlgorithm.RS256, without, signer))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "Bearer", "e30.e30.e30"})
  void verify_noToken_isNotValid(String text) {
    assertThat(verifier.verify(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "[]", "5", "{\"alg\":null}", "{\"alg\":\"RS256\",\"crit\":[null]}"})
  void verify_headerNobodyMeans_isNotValid(String header) {
    assertThat(verifier.verify(encode(header) + "." + encode(claims()) + ".AAAA")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.5", "-1", "1e9", "9223372036854775807", "-9223372036854775808", "\"1\""})
  void verify_expiryNobodyMeans_isNotValid(String expiry) throws JOSEException {
    assertThat(verifier.verify(signedByUs(claims().replace("9999999999", expiry)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"gen\":2147483648", "\"gen\":9223372036854775808"})
  void verify_generationNobodyMeans_isNotValid(String generation) throws JOSEException {
    assertThat(verifier.verify(signedByUs(claims().replace("\"gen\":0", generation)))).isEmpty();
  }

  private static String signedByUs(String claims) throws JOSEException {
    return signed(JWSAlgorithm.RS256, claims, new RSASSASigner(KEYS.privateKey()));
  }

  private static String claims() {
    return "{\"id\":\"user1\",\"prn\":\"prn:pantahub.com:auth:/user1\",\"gen\":0,"
        + "\"scopes\":\"prn:pantahub.com:apis:/base/all\",\"exp\":9999999999,\"orig_iat\":1}";
  }

  private static String signed(JWSAlgorithm algorithm, String claims, JWSSigner signer)
      throws JOSEException {
    JWSObject token = new JWSObject(new JWSHeader(algorithm), new Payload(claims));
    token.sign(signer);
    return token.serialize();
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private static Principal user(Account.Role role, int generation) {
    return new Principal(
        new Caller.User(USER),
        USER,
        new Nick("user1"),
        Optional.of(role),
        Optional.empty(),
        generation);
  }

  private static Principal device(String nick, Optional<Prn> owner) {
    return new Principal(
        new Caller.DeviceCaller(DEVICE),
        Prn.of(DEVICE),
        new Nick(nick),
        Optional.empty(),
        owner,
        0);
  }
}
