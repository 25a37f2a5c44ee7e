package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.pantahub.it.ServerProcess;
import com.pantahub.it.registry.ApiClient.Registered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What whoever runs the registry does with it, and what is done to it. */
class OperationsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int CLIENTS = 8;
  private static final String WRONG_PASSWORD = "not-the-right-password";

  private final Path temporary;

  OperationsIT(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  @Test
  void start_dataDirectoryIsFile_isOneLine() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));
    assertRefused(Map.of("PANTAHUB_DATA_DIR", file.toString()), file.toString());
  }

  @Test
  void start_dataDirectoryWithinFile_isOneLine() throws Exception {
    Path within = Files.createFile(temporary.resolve("file")).resolve("data");
    assertRefused(Map.of("PANTAHUB_DATA_DIR", within.toString()), within.toString());
  }

  /** Not even who may do everything can make files there. */
  @Test
  void start_dataDirectoryWhereNothingCanBeMade_isOneLine() throws Exception {
    assumeThat(Path.of("/proc/self")).exists();
    assertRefused(Map.of("PANTAHUB_DATA_DIR", "/proc/data"), "/proc/data");
    assertRefused(Map.of("PANTAHUB_DATA_DIR", "/proc"), "/proc");
  }

  @Test
  void start_dataDirectoryReadOnly_isOneLine() throws Exception {
    Path directory = Files.createDirectory(temporary.resolve("locked"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeThat(Files.isWritable(directory)).as("root may write everywhere").isFalse();
    assertRefused(Map.of("PANTAHUB_DATA_DIR", directory.toString()), directory.toString());
  }

  @Test
  void start_fileIsNoDatabase_isOneLine() throws Exception {
    Files.writeString(temporary.resolve("registry.db"), "this is no database. ".repeat(1_000));
    assertRefused(Map.of(), "atabase");
  }

  @Test
  void start_databaseUnreachable_isOneLine() throws Exception {
    // Nothing listens at the port of tcpmux.
    assertRefused(
        Map.of(
            "PANTAHUB_DB_URL", "jdbc:postgresql://127.0.0.1:1/registry",
            "PANTAHUB_DB_USER", "registry",
            "PANTAHUB_DB_PASSWORD", WRONG_PASSWORD),
        "127.0.0.1:1");
  }

  @Test
  void start_databaseOfUnknownKind_isOneLine() throws Exception {
    assertRefused(
        Map.of("PANTAHUB_DB_URL", "jdbc:oracle:thin:u/" + WRONG_PASSWORD + "@host:1/x"),
        "jdbc:postgresql:");
  }

  @Test
  void start_wrongPassword_isOneLineWithoutIt() throws Exception {
    try (PasswordPostgres postgres = PasswordPostgres.start(temporary.resolve("postgres"))) {
      Map<String, String> variables = new HashMap<>(postgres.environment());
      variables.put("PANTAHUB_DB_PASSWORD", WRONG_PASSWORD);
      assertRefused(variables, "password");

      String url = postgres.environment().get("PANTAHUB_DB_URL");
      assertRefused(
          Map.of("PANTAHUB_DB_URL", url + "?user=registry&password=" + WRONG_PASSWORD), "password");
    }
  }

  @ParameterizedTest
  @EnumSource
  void start_schemaOfNewerProgram_isOneLine(TestDatabase database) throws Exception {
    try (RegistryServer server = RegistryServer.start(database)) {
      assertThat(server.stop()).isZero();
      try (RegistryTables tables = RegistryTables.of(server)) {
        tables.ageTo(1_000);
      }
      Map<String, String> variables = new HashMap<>(server.environment());
      variables.put("PANTAHUB_DATA_DIR", server.dataDirectory().toString());
      assertRefused(variables, "1000");
    }
  }

  @Test
  void start_badKey_isOneLine() throws Exception {
    Path file = Files.writeString(temporary.resolve("token-key.pem"), "no key");
    assertRefused(Map.of(), file.toString());
    assertRefused(Map.of("PANTAHUB_JWT_SECRET", "no key either"), "PANTAHUB_JWT_SECRET");
    String base64 = Base64.getEncoder().encodeToString(new byte[100]);
    assertRefused(Map.of("PANTAHUB_JWT_SECRET", base64), "PANTAHUB_JWT_SECRET");
  }

  private void assertRefused(Map<String, String> variables, String reason) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("PANTAHUB_ADDRESS", "127.0.0.1");
    environment.put("PANTAHUB_PORT_INT", "0");
    environment.put("PANTAHUB_DATA_DIR", temporary.toString());
    environment.putAll(variables);
    try (ServerProcess server = ServerProcess.launch(environment)) {
      assertThat(server.awaitExit(PATIENCE)).isNotZero();
      assertThat(server.out()).isEmpty();
      assertThat(server.err())
          .singleElement()
          .asString()
          .startsWith("pantahub-serv: ")
          .contains(reason)
          .doesNotContain(WRONG_PASSWORD, "Exception", "flyway");
    }
  }

  @ParameterizedTest
  @EnumSource
  void account_besideRunningServer_countsAtOnce(TestDatabase database) throws Exception {
    try (RegistryServer server = RegistryServer.start(database)) {
      String password = server.secrets().note("typed by somebody");
      assertThat(
              account(server, password + "\n", "create", "--nick=alice", "--email=a@example.com"))
          .singleElement()
          .asString()
          .matches("prn:::accounts:/[0-9a-f]{24}\talice\ta@example.com\tuser\tenabled");
      account(
          server, "another password\n", "create", "--nick=bob", "--email=b@example.com", "--admin");
      assertThat(account(server, "", "list"))
          .hasSize(2)
          .anyMatch(line -> line.endsWith("\tbob\tb@example.com\tadmin\tenabled"));

      ApiClient alice = server.client().logIn("alice", password);
      assertThat(alice.get("/auth/").field("email")).isEqualTo("a@example.com");
      assertThat(account(server, "", "disable", "alice")).first().asString().endsWith("\tdisabled");
      assertThat(alice.get("/auth/").status()).isEqualTo(401);
      assertThat(server.client().tryLogIn("alice", password).status()).isEqualTo(401);
      account(server, "", "enable", "alice");
      assertThat(server.client().tryLogIn("a@example.com", password).status()).isEqualTo(200);
      server.assertNoSecretInLog();
    }
  }

  @Test
  void account_refused_isOneLine() throws Exception {
    try (RegistryServer server = RegistryServer.start(TestDatabase.SQLITE)) {
      account(server, "a password\n", "create", "--nick=alice", "--email=a@example.com");
      for (List<String> arguments :
          List.of(
              List.of("create", "--nick=alice", "--email=other@example.com"),
              List.of("create", "--nick=a b", "--email=other@example.com"),
              List.of("create", "--nick=carol"),
              List.of("disable", "nobody"),
              List.of("remove", "alice"),
              List.<String>of())) {
        try (ServerProcess command = launchAccount(server, "a password\n", arguments)) {
          assertThat(command.awaitExit(PATIENCE)).isNotZero();
          assertThat(command.out()).isEmpty();
          assertThat(command.err()).singleElement().asString().startsWith("pantahub-serv: ");
        }
      }
      assertThat(account(server, "", "list")).hasSize(1);
    }
  }

  /** Runs an account command, and returns what it prints. */
  private static List<String> account(RegistryServer server, String typed, String... arguments)
      throws Exception {
    try (ServerProcess command = launchAccount(server, typed, List.of(arguments))) {
      int code = command.awaitExit(PATIENCE);
      assertThat(command.err()).isEmpty();
      assertThat(code).isZero();
      return command.out();
    }
  }

  private static ServerProcess launchAccount(
      RegistryServer server, String typed, List<String> arguments) throws IOException {
    Map<String, String> variables = new HashMap<>(server.environment());
    variables.put("PANTAHUB_DATA_DIR", server.dataDirectory().toString());
    List<String> command = new ArrayList<>(List.of("account"));
    command.addAll(arguments);
    ServerProcess process = ServerProcess.launch(variables, command.toArray(String[]::new));
    process.input(typed);
    return process;
  }

  @ParameterizedTest
  @EnumSource
  void stop_underLoad_losesNothingThatWasAnswered(TestDatabase database) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (RegistryServer server = RegistryServer.start(database)) {
      ApiClient user = server.client().newUser("owner");
      Set<String> answered = ConcurrentHashMap.newKeySet();
      CountDownLatch busy = new CountDownLatch(200);
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(clients.submit(() -> registerUntilRefused(user, answered, busy)));
      }
      busy.await();
      assertThat(server.stop()).isZero();
      for (Future<?> each : running) {
        each.get();
      }
      server.restart();
      Set<String> kept = ConcurrentHashMap.newKeySet();
      for (JsonNode device :
          server.client().withToken(user.token()).get("/devices/?limit=10000").json()) {
        kept.add(device.path("id").stringValue());
      }
      assertThat(kept).containsAll(answered);
      try (RegistryTables tables = RegistryTables.of(server)) {
        tables.assertSound(server);
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private static void registerUntilRefused(
      ApiClient user, Set<String> answered, CountDownLatch busy) {
    try {
      while (true) {
        answered.add(user.register(Map.of()).id());
        busy.countDown();
      }
    } catch (IOException stopped) {
      // Whatever was not answered may be there or not.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void databaseGoesAway_serverSaysSoAndRecovers() throws Exception {
    try (PasswordPostgres postgres = PasswordPostgres.start(temporary.resolve("postgres"));
        RegistryServer server = RegistryServer.start(postgres.environment())) {
      server.secrets().note(PasswordPostgres.PASSWORD);
      ApiClient client = server.client();
      ApiClient user = client.newUser("owner");
      Registered device = user.register(Map.of());
      assertThat(client.get("/readyz").status()).isEqualTo(200);

      postgres.stop();
      assertThat(client.get("/readyz").status()).isEqualTo(503);
      assertThat(client.get("/livez").status()).isEqualTo(200);
      ApiResponse scrape = client.get("/metrics/");
      assertThat(scrape.status()).isEqualTo(200);
      assertThat(scrape.text()).contains("pantahub_registry_devices{state=\"claimed\"} NaN");
      ApiResponse refused = user.get("/devices/" + device.id());
      assertThat(refused.status()).isBetween(500, 503);
      assertThat(refused.text()).doesNotContain("PostgreSQL", "Exception", "localhost");

      postgres.restart();
      while (client.get("/readyz").status() != 200) {
        Thread.onSpinWait();
      }
      assertThat(user.get("/devices/" + device.id()).status()).isEqualTo(200);
      assertThat(FleetGauges.of(client).claimed()).isEqualTo(1);
      server.assertNoSecretInLog();
    }
  }
}
