package com.pantahub.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Prometheus that scrapes one target every second. */
final class PrometheusProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_QUERIES = Duration.ofMillis(100);
  private static final Pattern VALUE = Pattern.compile("\"value\":\\[[0-9.e+]+,\"([^\"]+)\"]");

  private final Process process;
  private final Path log;
  private final URI queries;
  private final HttpClient client = HttpClient.newHttpClient();

  private PrometheusProcess(Process process, Path log, URI queries) {
    this.process = process;
    this.log = log;
    this.queries = queries;
  }

  /**
   * Starts a Prometheus.
   *
   * @param directory where it keeps its data and its log
   * @param target host and port to scrape
   */
  static PrometheusProcess start(Path directory, String target) throws IOException {
    Path program = ExternalTool.find("prometheus");
    Path config = directory.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global:
          scrape_interval: 1s
          scrape_timeout: 1s
        scrape_configs:
          - job_name: pantahub
            metrics_path: /metrics/
            static_configs:
              - targets: ['%s']
        """
            .formatted(target));
    int port = freePort();
    Path log = directory.resolve("prometheus.log");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new PrometheusProcess(
        process, log, URI.create("http://127.0.0.1:" + port + "/api/v1/query"));
  }

  /** Asks until a query has a value that is at least a given one, and returns it. */
  double await(String query, double least) throws IOException, InterruptedException {
    long start = System.nanoTime();
    OptionalDouble value = OptionalDouble.empty();
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      value = query(query);
      if (value.isPresent() && value.getAsDouble() >= least) {
        return value.getAsDouble();
      }
      LockSupport.parkNanos(BETWEEN_QUERIES.toNanos());
    }
    throw new AssertionError(query + " is " + value + "; log:\n" + Files.readString(log));
  }

  /** Returns the value of a query, if it has one. */
  OptionalDouble query(String query) throws InterruptedException {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    HttpRequest request = HttpRequest.newBuilder(URI.create(queries + "?query=" + encoded)).build();
    try {
      String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      Matcher value = VALUE.matcher(answer);
      return value.find()
          ? OptionalDouble.of(Double.parseDouble(value.group(1)))
          : OptionalDouble.empty();
    } catch (IOException notListeningYet) {
      return OptionalDouble.empty();
    }
  }

  /** Returns how it answers a request for its own metrics, by client_golang's promhttp. */
  HttpResponse<byte[]> ownMetrics(String method, String acceptEncoding)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(queries.resolve("/metrics"))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Accept-Encoding", acceptEncoding)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
