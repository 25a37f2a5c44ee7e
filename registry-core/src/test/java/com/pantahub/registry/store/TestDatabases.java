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

/**
 * A real PostgreSQL, started when it is first asked for and stopped with the process. Thread-safe.
 *
 * <p>Each database in it is a copy of one that has the registry's tables already.
 */
final class TestDatabases {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabases() {}

  private static final class Server {

    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(Path.of("target", "postgres").toFile())
                .setPGStartupWait(Duration.ofSeconds(60))
                // Nothing here outlives the process.
                .setServerConfig("fsync", "off")
                .setServerConfig("deadlock_timeout", "50ms")
                .start();
        run(server, "create database with_tables");
        SqlRegistryStore.postgres(url(server, "with_tables"), Optional.empty(), Optional.empty())
            .close();
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Returns the URL of a database that has the registry's tables and nothing in them. */
  static String urlOfNew() {
    return urlOfNew("template with_tables strategy file_copy");
  }

  /** Returns the URL of a database that has nothing. */
  static String urlOfNewWithoutTables() {
    return urlOfNew("");
  }

  private static String urlOfNew(String options) {
    String name = "test_" + COUNT.incrementAndGet();
    run(Server.POSTGRES, "create database " + name + " " + options);
    return url(Server.POSTGRES, name);
  }

  static SqlRegistryStore postgres() {
    return postgres(urlOfNew());
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

  private static void run(EmbeddedPostgres server, String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
