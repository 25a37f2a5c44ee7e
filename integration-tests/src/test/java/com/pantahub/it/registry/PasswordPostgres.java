package com.pantahub.it.registry;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL that asks for passwords, and can go away for a while. Not thread-safe. */
final class PasswordPostgres implements AutoCloseable {

  static final String PASSWORD = "the-right-password";

  private final Path directory;
  private @Nullable EmbeddedPostgres server;
  private int port;

  private PasswordPostgres(Path directory) {
    this.directory = directory;
  }

  /** Starts it in an empty directory. */
  static PasswordPostgres start(Path directory) throws IOException, SQLException {
    PasswordPostgres postgres = new PasswordPostgres(directory);
    EmbeddedPostgres trusting = builder(directory).start();
    try (Connection connection = trusting.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create role registry login password '" + PASSWORD + "'");
      statement.execute("create database registry owner registry");
      Files.writeString(
          directory.resolve("pg_hba.conf"),
          "host all postgres all trust\nhost all all all scram-sha-256\n");
      statement.execute("select pg_reload_conf()");
    }
    postgres.port = trusting.getPort();
    postgres.server = trusting;
    return postgres;
  }

  private static EmbeddedPostgres.Builder builder(Path directory) {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(Path.of("target", "postgres").toAbsolutePath().toFile())
        .setDataDirectory(directory)
        .setCleanDataDirectory(false)
        .setServerConfig("synchronous_commit", "on");
  }

  Map<String, String> environment() {
    return Map.of(
        "PANTAHUB_DB_URL",
        "jdbc:postgresql://localhost:" + port + "/registry",
        "PANTAHUB_DB_USER",
        "registry",
        "PANTAHUB_DB_PASSWORD",
        PASSWORD);
  }

  /** Ends it, and cuts all connections. */
  void stop() throws IOException {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  /** Starts it again at the same port. */
  void restart() throws IOException {
    server = builder(directory).setPort(port).start();
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
