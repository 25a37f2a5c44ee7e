package com.pantahub.it.registry;

import static java.util.Collections.frequency;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.registry.ApiClient.Registered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many callers at the same moment: of one server on SQLite, and of two servers on one PostgreSQL.
 */
@ParameterizedClass
@EnumSource
class ConcurrencyIT {

  private static final int OK = 200;
  private static final List<RegistryServer> SERVERS = new ArrayList<>();

  private FleetGauges before = new FleetGauges(0, 0, 0, 0);

  ConcurrencyIT(TestDatabase database) {
    assertThat(SERVERS).hasSize(database == TestDatabase.SQLITE ? 1 : 2);
  }

  @BeforeParameterizedClassInvocation
  static void start(TestDatabase database) throws Exception {
    SERVERS.add(RegistryServer.start(database, "--log-level=debug"));
    if (database == TestDatabase.POSTGRES) {
      SERVERS.add(SERVERS.get(0).another());
    }
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    // The first has the directory of both.
    for (int i = SERVERS.size() - 1; i >= 0; i--) {
      SERVERS.get(i).close();
    }
    SERVERS.clear();
  }

  @BeforeEach
  void readGauges() throws Exception {
    before = FleetGauges.of(client(0));
  }

  @AfterEach
  void everyServerTellsTheTruth() throws Exception {
    for (RegistryServer server : SERVERS) {
      try (RegistryTables tables = RegistryTables.of(server)) {
        tables.assertSound(server);
      }
      server.assertNoSecretInLog();
    }
  }

  @Test
  void claim_100AtOnce_oneWins() throws Exception {
    List<ApiClient> users = List.of(client(0).newUser("claimer1"), client(1).newUser("claimer2"));
    Registered device = client(0).register(Map.of());
    assertFleetHasGrown(0, 1, 0, 0);
    String claim = "/devices/" + device.id() + "?challenge=" + device.challenge().orElseThrow();

    List<Integer> codes = codes(100, i -> () -> at(i / 2, users.get(i % 2)).put(claim, null));
    assertThat(frequency(codes, OK)).isEqualTo(1);
    assertThat(frequency(codes, 403)).isEqualTo(99);
    assertFleetHasGrown(1, 0, 0, 0);
  }

  @Test
  void patch_1000KeysAtOnce_allAreThere() throws Exception {
    Registered registered = client(0).register(Map.of());
    ApiClient device = client(0).as(registered);
    String metadata = "/devices/" + registered.id() + "/device-meta";

    List<Integer> codes =
        codes(1_000, i -> () -> at(i, device).patch(metadata, Map.of("key" + i, i)));
    assertThat(codes).containsOnly(OK);
    Map<String, Integer> stored =
        at(1, device).get(metadata).json().properties().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().intValue()));
    assertThat(stored)
        .isEqualTo(
            IntStream.range(0, 1_000).boxed().collect(Collectors.toMap(i -> "key" + i, i -> i)));
  }

  @Test
  void register_sameNickFrom50Sides_oneWins() throws Exception {
    ApiClient user = client(0).newUser("namer");

    List<Integer> codes =
        codes(50, i -> () -> at(i, user).post("/devices/", Map.of("nick", "wanted")));
    assertThat(frequency(codes, OK)).isEqualTo(1);
    assertThat(frequency(codes, 409)).isEqualTo(49);
    assertThat(user.get("/devices/").json()).hasSize(1);
    assertFleetHasGrown(1, 0, 0, 0);
  }

  @Test
  void patch_20AtOnceIfMatchTheSame_oneWins() throws Exception {
    ApiClient user = client(0).newUser("patcher");
    Registered device = user.register(Map.of("nick", "versioned"));
    String etag = String.valueOf(user.get("/devices/" + device.id()).header("ETag"));
    String metadata = "/devices/" + device.id() + "/user-meta";

    List<ApiResponse> answers =
        Simultaneously.run(
            20, i -> () -> at(i, user).patch(metadata, Map.of("k" + i, i), "If-Match", etag));
    List<Integer> codes = answers.stream().map(ApiResponse::status).toList();
    assertThat(frequency(codes, OK)).isEqualTo(1);
    assertThat(frequency(codes, 412)).isEqualTo(19);
    ApiResponse winner = answers.get(codes.indexOf(OK));
    assertThat(at(1, user).get(metadata).json()).isEqualTo(winner.json()).hasSize(1);
  }

  @Test
  void delete_20AtOnce_oneWins() throws Exception {
    ApiClient user = client(0).newUser("deleter");
    Registered device = user.register(Map.of("nick", "leaving"));
    String path = "/devices/" + device.id();
    assertThat(user.put(path + "/public", null).status()).isEqualTo(OK);
    client(1).as(device);
    assertFleetHasGrown(1, 0, 1, 1);

    List<Integer> codes = codes(20, i -> () -> at(i, user).delete(path));
    assertThat(frequency(codes, OK)).isEqualTo(1);
    assertThat(frequency(codes, 404)).isEqualTo(19);
    assertFleetHasGrown(0, 0, 0, 0);
  }

  @Test
  void changeSecret_tokensOfTheDevice_endEverywhereAtOnce() throws Exception {
    ApiClient user = client(0).newUser("changer");
    Registered registered = user.register(Map.of("nick", "changing"));
    String path = "/devices/" + registered.id();
    ApiClient device = client(0).as(registered);
    assertThat(at(1, device).get(path).status()).isEqualTo(OK);

    String secret = SERVERS.get(0).secrets().note("another secret");
    assertThat(user.put(path, Map.of("secret", secret)).status()).isEqualTo(OK);
    assertThat(at(1, device).get(path).status()).isEqualTo(401);
    assertThat(at(0, device).get(path).status()).isEqualTo(401);
    String old = registered.secret();
    assertThat(client(1).tryLogIn(registered.prn(), old).status()).isEqualTo(401);
    ApiClient again = client(1).logIn(registered.prn(), secret);
    assertThat(at(0, again).get(path).status()).isEqualTo(OK);
  }

  /** Returns an anonymous client of one of the servers, in turn. */
  private static ApiClient client(int number) throws Exception {
    return SERVERS.get(number % SERVERS.size()).client();
  }

  /** Returns the same caller at one of the servers, in turn. */
  private static ApiClient at(int number, ApiClient caller) throws Exception {
    return client(number).withToken(caller.token());
  }

  private static List<Integer> codes(int times, IntFunction<Callable<ApiResponse>> work)
      throws Exception {
    return Simultaneously.run(times, work).stream().map(ApiResponse::status).toList();
  }

  /** Looks at the gauges of every server. */
  private void assertFleetHasGrown(int claimed, int unclaimed, int publicDevices, int seen)
      throws Exception {
    for (RegistryServer server : SERVERS) {
      assertThat(FleetGauges.of(server.client()))
          .isEqualTo(
              new FleetGauges(
                  before.claimed() + claimed,
                  before.unclaimed() + unclaimed,
                  before.publicDevices() + publicDevices,
                  before.seenWithin24Hours() + seen));
    }
  }
}
