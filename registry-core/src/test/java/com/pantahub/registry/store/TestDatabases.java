package com.pantahub.registry.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A real PostgreSQL, started when it is first asked for and stopped with the process. Thread-safe.
 *
 * <p>Tests that find the registry's tables there share one database: one test at a time.
 */
final class TestDatabases {

  private static final Path DIRECTORY = Path.of("target", "postgres");
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabases() {}

  private static final class Server {

    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(DIRECTORY.toFile())
                .setDataDirectory(DIRECTORY.resolve("data-" + ProcessHandle.current().pid()))
                .setCleanDataDirectory(true)
                .setPGStartupWait(Duration.ofSeconds(60))
                // Nothing here outlives the process.
                .setServerConfig("fsync", "off")
                .setServerConfig("deadlock_timeout", "50ms")
                .start();
        run(server.getPostgresDatabase(), "create database shared");
        SqlRegistryStore.postgres(url(server, "shared"), Optional.empty(), Optional.empty())
            .close();
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Returns the URL of the database that has the registry's tables, with nothing in them. */
  static String urlOfEmptied() {
    run(
        Server.POSTGRES.getDatabase("postgres", "shared"),
        "truncate device, account, join_token, fleet_counter");
    return url(Server.POSTGRES, "shared");
  }

  /** Returns the URL of a database that has nothing. */
  static String urlOfNewWithoutTables() {
    String name = "test_" + COUNT.incrementAndGet();
    run(Server.POSTGRES.getPostgresDatabase(), "create database " + name);
    return url(Server.POSTGRES, name);
  }

  static SqlRegistryStore postgres() {
    return postgres(urlOfEmptied());
  }

  static SqlRegistryStore postgres(String url) {
    return SqlRegistryStore.postgres(url, Optional.empty(), Optional.empty());
  }

  /** Returns a store in a directory of its own. */
  static SqlRegistryStore sqlite(Path root) {
    return SqlRegistryStore.sqlite(root.resolve("data-" + COUNT.incrementAndGet()));
  }

  private static String url(EmbeddedPostgres server, String database) {
    return server.getJdbcUrl("postgres", database);
  }

  private static void run(DataSource database, String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
