package com.pantahub.it.registry;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What a server keeps its registry in. Thread-safe. */
enum TestDatabase {
  /** A file in the data directory, the default. */
  SQLITE {
    @Override
    Map<String, String> create() {
      return Map.of();
    }
  },
  /** A database of its own in a real PostgreSQL, which ends with this process. */
  POSTGRES {
    @Override
    Map<String, String> create() throws SQLException {
      String name = "registry_" + CREATED.incrementAndGet();
      try (Connection connection = Postgres.SERVER.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      }
      String url = "jdbc:postgresql://localhost:" + Postgres.SERVER.getPort() + "/" + name;
      return Map.of(
          "PANTAHUB_DB_URL", url,
          "PANTAHUB_DB_USER", "postgres",
          "PANTAHUB_DB_PASSWORD", "postgres");
    }
  };

  private static final AtomicInteger CREATED = new AtomicInteger();

  /** Makes an empty database, and returns the variables that name it. */
  abstract Map<String, String> create() throws Exception;

  /** Started when it is first used. */
  private static final class Postgres {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                    Path.of("target", "postgres").toAbsolutePath().toFile())
                .setServerConfig("max_connections", "200")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server), "postgres"));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void close(EmbeddedPostgres server) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
