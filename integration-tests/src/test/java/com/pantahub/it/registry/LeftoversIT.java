package com.pantahub.it.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.registry.ApiClient.Registered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when a server has ended: its registry and its key, without a secret in clear. */
@OnEachDatabase
final class LeftoversIT {
  private final TestDatabase database;

  LeftoversIT(TestDatabase database) {
    this.database = database;
  }

  @Test
  void server_ended_leavesItsRegistryAndItsKeyAndNothingElse(@TempDir Path temporary)
      throws Exception {
    // No other process has this directory for temporary files.
    Map<String, String> variables =
        Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary, "PANTAHUB_SIGNUP", "true");
    try (RegistryServer server = RegistryServer.start(database, variables)) {
      use(server);
      assertThat(files(temporary)).as("in the temporary directory, while it runs").isEmpty();
      server.stop();
      assertThat(files(temporary)).as("in the temporary directory").isEmpty();
      Path data = server.dataDirectory();
      assertThat(permissions(data)).isEqualTo("rwx------");
      // The library of SQLite is unpacked once, and stays.
      assertThat(files(data))
          .filteredOn(file -> database != TestDatabase.SQLITE || !file.startsWith("native/"))
          .containsExactlyElementsOf(
              database == TestDatabase.SQLITE
                  ? List.of("registry.db", "token-key.pem")
                  : List.of("token-key.pem"));
      assertThat(permissions(data.resolve("token-key.pem"))).isEqualTo("rw-------");
      if (database == TestDatabase.SQLITE) {
        assertThat(permissions(data.resolve("registry.db"))).isEqualTo("rw-------");
      }
      assertThat(server.secrets().firstIn(stored(server))).as("a secret in clear").isEmpty();
      server.assertNoSecretInLog();
    }
  }

  /** Does what secrets are needed for. */
  private static void use(RegistryServer server) throws Exception {
    ApiClient user = server.user("leftovers");
    Registered chosen = user.register(Map.of("secret", "chosen-by-a-human"));
    Registered made = server.client().register(Map.of());
    user.as(chosen);
    ApiClient self = user.as(made);
    String secret = server.secrets().note("changed-by-a-device");
    Expect.ok(self.put("/devices/" + made.id(), Map.of("secret", secret)));
    ApiResponse token = user.post("/devices/tokens", Map.of());
    String value = server.secrets().note(token.field("token"));
    Expect.ok(server.client().post("/devices/", Map.of(), "Pantahub-Devices-Auto-Token-V1", value));
    assertThat(server.client().tryLogIn(made.prn(), secret).status()).isEqualTo(200);
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** Returns all that is kept, as far as it is text. */
  private String stored(RegistryServer server) throws Exception {
    return database == TestDatabase.SQLITE
        ? Files.readString(server.dataDirectory().resolve("registry.db"), ISO_8859_1)
        : rows(server.environment());
  }

  private static String rows(Map<String, String> environment) throws Exception {
    List<String> tables = new ArrayList<>();
    StringBuilder rows = new StringBuilder();
    try (Connection connection =
            DriverManager.getConnection(
                environment.get("PANTAHUB_DB_URL"),
                environment.get("PANTAHUB_DB_USER"),
                environment.get("PANTAHUB_DB_PASSWORD"));
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery(
              "select quote_ident(table_schema) || '.' || quote_ident(table_name)"
                  + " from information_schema.tables"
                  + " where table_type = 'BASE TABLE'"
                  + " and table_schema not in ('pg_catalog', 'information_schema')")) {
        while (found.next()) {
          tables.add(found.getString(1));
        }
      }
      assertThat(tables).isNotEmpty();
      for (String table : tables) {
        try (ResultSet found = statement.executeQuery("select t::text from " + table + " t")) {
          while (found.next()) {
            rows.append(found.getString(1)).append('\n');
          }
        }
      }
    }
    assertThat(rows).contains("leftovers");
    return rows.toString();
  }
}
