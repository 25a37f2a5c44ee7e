package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A server's database, seen behind its back. Not thread-safe. */
final class RegistryTables implements AutoCloseable {

  private final Connection connection;
  private final boolean isSqlite;

  private RegistryTables(Connection connection, boolean isSqlite) {
    this.connection = connection;
    this.isSqlite = isSqlite;
  }

  /** Opens the database that a server has been told of, or else the file that it has made. */
  static RegistryTables open(Map<String, String> environment, Path dataDirectory)
      throws SQLException {
    String url = environment.get("PANTAHUB_DB_URL");
    if (url == null) {
      Path file = dataDirectory.resolve("registry.db");
      return new RegistryTables(DriverManager.getConnection("jdbc:sqlite:" + file), true);
    }
    Connection connection =
        DriverManager.getConnection(
            url, environment.get("PANTAHUB_DB_USER"), environment.get("PANTAHUB_DB_PASSWORD"));
    return new RegistryTables(connection, false);
  }

  static RegistryTables of(RegistryServer server) throws SQLException {
    return open(server.environment(), server.dataDirectory());
  }

  /** Lets the database check itself, and compares what a server shows with a full count. */
  void assertSound(RegistryServer server) throws Exception {
    if (isSqlite) {
      assertThat(text("pragma integrity_check")).isEqualTo("ok");
    }
    FleetGauges shown = FleetGauges.of(server.client());
    assertThat(shown.claimed()).isEqualTo(count("owner is not null"));
    assertThat(shown.unclaimed()).isEqualTo(count("owner is null"));
    assertThat(shown.publicDevices()).isEqualTo(count("is_public"));
    assertThat(shown.seenWithin24Hours()).isEqualTo(count("last_seen is not null"));
  }

  /** Makes the database one that a newer program has left. */
  void ageTo(int version) throws SQLException {
    execute(
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " installed_by, installed_on, execution_time, success) select 1000, '"
            + version
            + "', 'of tomorrow', 'SQL', 'V"
            + version
            + "__of_tomorrow.sql', installed_by, installed_on, 0, success"
            + " from flyway_schema_history where version = '1'");
  }

  private long count(String condition) throws SQLException {
    return Long.parseLong(text("select count(*) from device where " + condition));
  }

  private String text(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
