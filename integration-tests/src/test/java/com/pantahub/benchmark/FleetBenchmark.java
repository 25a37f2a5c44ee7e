package com.pantahub.benchmark;

import com.pantahub.it.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Measures the server with a small and a large fleet, on SQLite and on PostgreSQL, with {@code wrk}
 * as the client, and prints a table in Markdown. Not thread-safe.
 *
 * <p>Every owner has a thousand devices, whatever the size of the fleet, and the calls are about
 * devices all over it. Median and p99 are those of the client, with all connections busy; CPU is
 * the server's alone, and does not depend on what else the machine does.
 */
final class FleetBenchmark implements AutoCloseable {

  private static final int DEVICES_PER_OWNER = 1_000;
  private static final int CONNECTIONS = 4;
  private static final int WARM_UP_SECONDS = 3;
  private static final int REQUESTS = 20_000;
  private static final char END = 30;

  /** Goes through to the server. */
  private static final String JAVA_OPTIONS = "PANTAHUB_JAVA_OPTS";

  private final int seconds;
  private final Path directory = Files.createTempDirectory("fleet");

  private FleetBenchmark(int seconds) throws IOException {
    this.seconds = seconds;
  }

  /**
   * Measures.
   *
   * @param args how long each call is measured, in seconds, 10 unless given; {@code sqlite}, {@code
   *     postgres} or {@code both}, which it is unless given; how many devices, 1000 and 1000000
   *     unless given
   */
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    String databases = args.length > 1 ? args[1] : "both";
    List<Integer> sizes =
        args.length > 2
            ? Stream.of(args).skip(2).map(Integer::valueOf).toList()
            : List.of(1_000, 1_000_000);
    System.out.println("| Database | Devices | Call | median ms | p99 ms | a second | CPU ms |");
    System.out.println("| --- | ---: | --- | ---: | ---: | ---: | ---: |");
    try (FleetBenchmark benchmark = new FleetBenchmark(seconds)) {
      if (!databases.equals("postgres")) {
        benchmark.runOnSqlite(sizes);
      }
      if (!databases.equals("sqlite")) {
        benchmark.runOnPostgres(sizes);
      }
    }
  }

  private void runOnSqlite(List<Integer> sizes) throws Exception {
    for (int devices : sizes) {
      Path data = Files.createDirectory(directory.resolve("sqlite-" + devices));
      String secret = FleetLoader.load(data.toString(), devices, owners(devices));
      measure("SQLite", devices, secret, Map.of("PANTAHUB_DATA_DIR", data.toString()));
    }
  }

  private void runOnPostgres(List<Integer> sizes) throws Exception {
    // What the library takes for tests, and with what a registry needs: an answer means on disk.
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").start()) {
      for (int devices : sizes) {
        String name = "fleet_" + devices;
        createDatabase(postgres, name);
        String url = postgres.getJdbcUrl("postgres", name);
        String secret = FleetLoader.load(url, devices, owners(devices));
        Path data = Files.createDirectory(directory.resolve("postgres-" + devices));
        measure(
            "PostgreSQL",
            devices,
            secret,
            Map.of("PANTAHUB_DATA_DIR", data.toString(), "PANTAHUB_DB_URL", url));
      }
    }
  }

  private static void createDatabase(EmbeddedPostgres postgres, String name) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
  }

  private static int owners(int devices) {
    return Math.max(1, devices / DEVICES_PER_OWNER);
  }

  private void measure(String database, int devices, String secret, Map<String, String> variables)
      throws Exception {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("PANTAHUB_ADDRESS", "127.0.0.1");
    environment.put("PANTAHUB_PORT_INT", "0");
    environment.put("PANTAHUB_LOG_LEVEL", "error");
    environment.put(JAVA_OPTIONS, Objects.requireNonNullElse(System.getenv(JAVA_OPTIONS), ""));
    ProcessBuilder builder = new ProcessBuilder("./pantahub-serv");
    try (ServerProcess server = ServerProcess.launch(builder, environment)) {
      int port = server.port();
      FleetSession session = FleetSession.logIn(port, devices, owners(devices), secret);
      for (FleetCall call : FleetCall.values()) {
        Path requests = write(call, session);
        load(port, requests, WARM_UP_SECONDS);
        double cpuBefore = session.cpuSeconds();
        LoadResult result = load(port, requests, seconds);
        double cpuMillis = (session.cpuSeconds() - cpuBefore) * 1_000 / result.requests();
        System.out.printf(
            Locale.ROOT,
            "| %s | %,d | %s | %.2f | %.1f | %,.0f | %.2f |%n",
            database,
            devices,
            call.title(),
            result.medianMillis(),
            result.p99Millis(),
            result.perSecond(),
            cpuMillis);
      }
    }
  }

  private Path write(FleetCall call, FleetSession session) throws IOException {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < REQUESTS; i++) {
      requests.append(call.request(session)).append(END);
    }
    return Files.writeString(directory.resolve("requests"), requests, StandardCharsets.ISO_8859_1);
  }

  private LoadResult load(int port, Path requests, int duration)
      throws IOException, InterruptedException {
    Path script = directory.resolve("fleet.lua");
    if (!Files.exists(script)) {
      try (InputStream in = FleetBenchmark.class.getResourceAsStream("fleet.lua")) {
        Files.copy(Objects.requireNonNull(in, "fleet.lua"), script);
      }
    }
    Process wrk =
        new ProcessBuilder(
                "wrk",
                "-t1",
                "-c" + CONNECTIONS,
                "-d" + duration + "s",
                "--latency",
                "--timeout=30s",
                "--script=" + script,
                "http://127.0.0.1:" + port,
                "--",
                requests.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    wrk.waitFor();
    return LoadResult.parse(output);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }
}
