package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.scrape.ErrorMode;
import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.scrape.ScrapeRequest;
import com.pantahub.metrics.scrape.ScrapeResponse;
import com.pantahub.metrics.source.CollectorRegistrySource;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees of an endpoint, whichever adapter and server are between the two. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class HttpContract {

  private static final String GET = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final int LARGE_BYTES = 200_000;

  /** More than the buffers of two sockets and of a server hold together. */
  private static final int HUGE_BYTES = 32_000_000;

  private ScrapeEndpoint endpoint;
  private AdapterServer server;

  /** Starts a server on a free port of 127.0.0.1, with the endpoint at {@code /metrics}. */
  abstract AdapterServer serve(ScrapeEndpoint mounted) throws Exception;

  @BeforeAll
  final void start() throws Exception {
    CollectorRegistry registry = new CollectorRegistry();
    Counter.build("requests", "Requests — all.")
        .labelNames("path")
        .register(registry)
        .labels("/größe")
        .inc();
    Gauge.build("temperature", "Outside.").register(registry).set(-1.5);
    Histogram.build("latency_seconds", "Time taken.").register(registry).observe(0.3);
    new WideCollector(LARGE_BYTES).register(registry);
    endpoint = endpoint(registry).build();
    server = serve(endpoint);
  }

  @AfterAll
  final void stop() throws Exception {
    server.close();
    endpoint.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/metrics/"})
  final void get_mountPoint_isAnsweredWhole(String path) throws Exception {
    RawHttp.Response response = RawHttp.get(server.port(), path);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Type"))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.header("Content-Encoding")).isNull();
    assertThat(response.header("Transfer-Encoding")).isNull();
    assertThat(response.header("Vary")).isEqualTo("Accept, Accept-Encoding");
    assertThat(response.body()).hasSizeGreaterThan(LARGE_BYTES).isEqualTo(expected());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics/x", "/metrics/x/", "/metricsx", "/metrics/metrics"})
  final void get_elsewhere_isNotFound(String path) throws Exception {
    assertThat(RawHttp.get(server.port(), path).status()).isEqualTo(404);
    assertThat(RawHttp.request(server.port(), "HEAD", path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip"})
  final void head_anyCoding_hasTheHeadersOfGetAndNoBody(String coding) throws Exception {
    String accepted = "Accept-Encoding: " + coding;
    RawHttp.Response get = RawHttp.get(server.port(), "/metrics", accepted);
    RawHttp.Response head = RawHttp.request(server.port(), "HEAD", "/metrics", accepted);

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("" + get.body().length);
    assertThat(headers(head)).isEqualTo(headers(get));
  }

  @Test
  final void get_afterHead_isAnsweredOnTheSameConnection() throws Exception {
    try (RawHttp connection = RawHttp.connect(server.port())) {
      connection.send("HEAD /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(connection.receive("HEAD").status()).isEqualTo(200);
      connection.send(GET);
      assertThat(connection.receive("GET").body()).isEqualTo(expected());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  final void request_otherMethod_isNotAllowed(String method) throws Exception {
    RawHttp.Response response =
        RawHttp.request(server.port(), method, "/metrics", "Content-Length: 0");

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.header("Allow")).isEqualTo("GET, HEAD");
    assertThat(response.text()).isEqualTo("{\"Error\":\"Method not allowed\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip               | true",
        "GZIP               | true",
        "gzip;q=1.0         | true",
        "*                  | true",
        "br, *;q=0.1        | true",
        "gzip;q=0           | false",
        "gzip;q=0, *        | false",
        "deflate, br        | false",
        "identity, gzip;q=0.5 | false",
      })
  final void get_acceptEncoding_isRespected(String accepted, boolean compressed) throws Exception {
    RawHttp.Response response =
        RawHttp.get(server.port(), "/metrics", "Accept-Encoding: " + accepted);

    assertThat(response.header("Content-Encoding")).isEqualTo(compressed ? "gzip" : null);
    assertThat(compressed ? unzipped(response) : response.body()).isEqualTo(expected());
  }

  @Test
  final void get_twoAcceptEncodings_countAsOne() throws Exception {
    RawHttp.Response response =
        RawHttp.get(server.port(), "/metrics", "Accept-Encoding: br", "Accept-Encoding: gzip");

    assertThat(response.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(unzipped(response)).isEqualTo(expected());
  }

  @ParameterizedTest
  @ValueSource(strings = {"name[]=temperature", "name%5B%5D=tempe%72ature&x=y"})
  final void get_name_isTheOnlyFamily(String query) throws Exception {
    assertThat(RawHttp.get(server.port(), "/metrics?" + query).text())
        .isEqualTo("# HELP temperature Outside.\n# TYPE temperature gauge\ntemperature -1.5\n");
  }

  @Test
  final void get_emptyName_isEmpty() throws Exception {
    RawHttp.Response response = RawHttp.get(server.port(), "/metrics?name[]=");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Length")).isEqualTo("0");
    assertThat(response.header("Content-Type"))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name[]=%", "name[]=%4", "name[]=%zz", "x=%"})
  final void get_brokenEscape_isBadRequest(String query) throws Exception {
    assertThat(RawHttp.get(server.port(), "/metrics?" + query).status()).isEqualTo(400);
  }

  @Test
  final void get_failingCollectorInStrictMode_isAnErrorWithoutStackTrace() throws Exception {
    CollectorRegistry registry = new CollectorRegistry();
    registry.register(new FailingCollector());
    try (ScrapeEndpoint strict = endpoint(registry).errorMode(ErrorMode.STRICT).build();
        AdapterServer strictServer = serve(strict)) {
      RawHttp.Response get = RawHttp.get(strictServer.port(), "/metrics");
      RawHttp.Response head = RawHttp.request(strictServer.port(), "HEAD", "/metrics");

      assertThat(get.status()).isEqualTo(500);
      assertThat(get.header("Content-Type"))
          .isEqualToIgnoringWhitespace("text/plain; charset=utf-8");
      assertThat(get.text())
          .startsWith("An error has occurred while serving metrics:\n\n")
          .contains("out of order")
          .doesNotContain("\tat ", ".java:");
      assertThat(head.status()).isEqualTo(500);
      assertThat(headers(head)).isEqualTo(headers(get));
    }
  }

  @Test
  final void get_moreThanTheLimitAtOnce_isUnavailable() throws Exception {
    CollectorRegistry registry = new CollectorRegistry();
    try (GatedCollector gate = new GatedCollector().register(registry);
        ScrapeEndpoint limited = endpoint(registry).maxInFlight(1).build();
        AdapterServer limitedServer = serve(limited);
        RawHttp first = RawHttp.connect(limitedServer.port())) {
      first.send(GET);
      gate.awaitScrape();
      RawHttp.Response second = RawHttp.get(limitedServer.port(), "/metrics");
      gate.open();

      assertThat(second.status()).isEqualTo(503);
      assertThat(second.text())
          .isEqualTo("Limit of concurrent requests reached (1), try again later.\n");
      assertThat(first.receive("GET").text()).endsWith("gated 1\n");
    }
  }

  @Test
  final void get_slowerThanTheClientWaits_isUnavailable() throws Exception {
    CollectorRegistry registry = new CollectorRegistry();
    try (GatedCollector gate = new GatedCollector().register(registry);
        ScrapeEndpoint slow = endpoint(registry).build();
        AdapterServer slowServer = serve(slow)) {
      RawHttp.Response late =
          RawHttp.get(slowServer.port(), "/metrics", "X-Prometheus-Scrape-Timeout-Seconds: 0.05");
      gate.open();

      assertThat(late.status()).isEqualTo(503);
      assertThat(late.text()).isEqualTo("Exceeded configured timeout of 50ms.\n");
      assertThat(RawHttp.get(slowServer.port(), "/metrics").status()).isEqualTo(200);
    }
  }

  @Test
  final void get_clientThatGoesAway_givesBackWhatItHeld() throws Exception {
    CollectorRegistry registry = new CollectorRegistry();
    new WideCollector(HUGE_BYTES).register(registry);
    try (ScrapeEndpoint limited = endpoint(registry).maxInFlight(1).build();
        AdapterServer limitedServer = serve(limited)) {
      try (RawHttp quitter = RawHttp.connect(limitedServer.port())) {
        quitter.send(GET);
        assertThat(quitter.isAnswered()).isTrue();
        assertThat(RawHttp.get(limitedServer.port(), "/metrics").status()).isEqualTo(503);
      }
      awaitScrape(limitedServer);
    }
  }

  /** Scrapes until one is let in: whoever holds the only permit has given it back by then. */
  private static void awaitScrape(AdapterServer limitedServer) throws IOException {
    RawHttp.Response response;
    do {
      if (Thread.interrupted()) {
        throw new AssertionError("what the client held was not given back in time");
      }
      response = RawHttp.get(limitedServer.port(), "/metrics?name[]=");
    } while (response.status() == 503);
    assertThat(response.status()).isEqualTo(200);
  }

  private static ScrapeEndpoint.Builder endpoint(CollectorRegistry registry) {
    return ScrapeEndpoint.builder()
        .source(CollectorRegistrySource.of(registry))
        .ownMetrics(false)
        .errorLog(line -> {});
  }

  private byte[] expected() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (ScrapeResponse response = endpoint.scrape(ScrapeRequest.get())) {
      response.writeTo(body);
    }
    return body.toByteArray();
  }

  private static byte[] unzipped(RawHttp.Response response) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return in.readAllBytes();
    }
  }

  private static Map<String, String> headers(RawHttp.Response response) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : response.headerNames()) {
      headers.put(name.toLowerCase(Locale.ROOT), response.header(name));
    }
    headers.remove("date");
    return headers;
  }
}
