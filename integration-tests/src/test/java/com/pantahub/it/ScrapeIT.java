package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documented response, asked of the built server over a plain socket. */
class ScrapeIT {

  private static final Pattern RUNTIME = Pattern.compile("[0-9]+\\.[0-9]{6}");
  private static final Pattern VALUE = Pattern.compile("(?m) [^ ]+$");

  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics/", "/metrics"})
  void get_withoutHeaders_answersPlainText(String path) throws Exception {
    RawHttp.Response response = RawHttp.get(server.port(), path);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Type"))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.header("Content-Length")).isEqualTo("" + response.body().length);
    assertThat(response.header("Vary")).isEqualTo("Accept, Accept-Encoding");
    assertThat(response.header("X-Powered-By")).isEqualTo("go-json-rest");
    assertThat(response.header("X-Runtime")).matches(RUNTIME);
    assertThat(response.headerNames())
        .containsExactlyInAnyOrder(
            "Content-Type",
            "Content-Length",
            "Vary",
            "X-Powered-By",
            "X-Runtime",
            "Connection",
            "Date");
    assertThat(response.text()).endsWith("\n");
  }

  @Test
  void get_withGzip_answersTheSameTextCompressed() throws Exception {
    RawHttp.Response plain = RawHttp.get(server.port(), "/metrics/");
    RawHttp.Response gzip = RawHttp.get(server.port(), "/metrics/", "Accept-Encoding: gzip");

    assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(gzip.header("Content-Length")).isEqualTo("" + gzip.body().length);
    assertThat(gzip.body().length).isLessThan(plain.body().length / 2);
    assertThat(withoutValues(unzipped(gzip))).isEqualTo(withoutValues(plain.text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip"})
  void head_anyCoding_hasTheHeadersOfGetAndNoBody(String coding) throws Exception {
    RawHttp.Response get = RawHttp.get(server.port(), "/metrics/", "Accept-Encoding: " + coding);
    RawHttp.Response head =
        RawHttp.request(server.port(), "HEAD", "/metrics/", "Accept-Encoding: " + coding);

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headerNames()).isEqualTo(get.headerNames());
    assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    assertThat(Integer.parseInt(head.header("Content-Length")))
        .isCloseTo(get.body().length, org.assertj.core.data.Percentage.withPercentage(5));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/metricsfoo,404,Resource not found",
    "GET,/metrics/x,404,Resource not found",
    "GET,/,404,Resource not found",
    "POST,/metrics/,405,Method not allowed",
    "PUT,/metrics,405,Method not allowed",
    "DELETE,/metrics/,405,Method not allowed",
    "OPTIONS,/metrics/,405,Method not allowed",
  })
  void request_unknownPathOrMethod_isRefusedAsJson(
      String method, String path, int status, String error) throws Exception {
    RawHttp.Response response = RawHttp.request(server.port(), method, path);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.text()).isEqualTo("{\"Error\":\"" + error + "\"}");
    assertThat(response.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(response.header("X-Powered-By")).isEqualTo("go-json-rest");
    if (status == 405) {
      assertThat(response.header("Allow")).isEqualTo("GET, HEAD");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name[]=go_goroutines&name[]=go_threads",
        "name%5B%5D=go_goroutines&name%5b%5d=go%5Fthreads"
      })
  void get_withNames_hasOnlyTheseFamilies(String query) throws Exception {
    RawHttp.Response response = RawHttp.get(server.port(), "/metrics/?" + query);

    assertThat(ScrapedText.of(response.text()).families())
        .containsExactly("go_goroutines", "go_threads");
  }

  @Test
  void get_withEmptyName_isEmpty() throws Exception {
    RawHttp.Response response = RawHttp.get(server.port(), "/metrics/?name[]=");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Length")).isEqualTo("0");
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"name[]=%", "name[]=%4", "name[]=%zz", "x=%"})
  void get_withBrokenEscape_isRefused(String query) throws Exception {
    assertThat(RawHttp.get(server.port(), "/metrics/?" + query).status()).isEqualTo(400);
  }

  @Test
  void get_withTooManyNamesOrTooLongAQuery_isRefused() throws Exception {
    String names = "name[]=x&".repeat(1025);
    String longName = "name[]=" + "x".repeat(65 * 1024);

    assertThat(RawHttp.get(server.port(), "/metrics/?" + names).status()).isEqualTo(400);
    assertThat(RawHttp.get(server.port(), "/metrics/?" + longName).status()).isEqualTo(400);
  }

  @Test
  void get_everyDocumentedFamily_hasItsTypeAndHelp() throws Exception {
    ScrapedText scrape = scrape();

    Path families = Path.of(ScrapeIT.class.getResource("families.tsv").toURI());
    for (String line : Files.readAllLines(families)) {
      String[] columns = line.split("\t", 3);
      assertThat(scrape.types()).containsEntry(columns[0], columns[1]);
      assertThat(scrape.helps()).containsEntry(columns[0], columns[2]);
    }
    assertThat(scrape.families())
        .anyMatch(name -> name.startsWith("jvm_memory_"))
        .anyMatch(name -> name.startsWith("pantahub_registry_"));
  }

  @Test
  void get_twice_hasTheSameFamiliesInOrder() throws Exception {
    List<String> first = scrape().families();
    List<String> second = scrape().families();

    assertThat(second).isEqualTo(first).isSorted();
  }

  @Test
  void get_counts_itself() throws Exception {
    ScrapedText before = scrape();
    ScrapedText after = scrape();

    String ok = "promhttp_metric_handler_requests_total{code=\"200\"}";
    assertThat(after.value(ok)).isEqualTo(before.value(ok) + 1);
    assertThat(after.value("promhttp_metric_handler_requests_in_flight")).isEqualTo(1);
    assertThat(after.value("promhttp_metric_handler_requests_total{code=\"500\"}")).isZero();
    assertThat(after.value("promhttp_metric_handler_requests_total{code=\"503\"}")).isZero();
    assertThat(after.value("promhttp_metric_handler_errors_total{cause=\"gathering\"}")).isZero();
  }

  @Test
  void get_memstats_keepGoIdentities() throws Exception {
    Map<String, Double> mem =
        scrape().samples().entrySet().stream()
            .filter(sample -> sample.getKey().startsWith("go_memstats_"))
            .collect(
                Collectors.toMap(
                    sample -> sample.getKey().substring("go_memstats_".length()),
                    Map.Entry::getValue));

    assertThat(mem.get("heap_sys_bytes"))
        .isEqualTo(mem.get("heap_inuse_bytes") + mem.get("heap_idle_bytes"));
    assertThat(mem.get("heap_released_bytes")).isLessThanOrEqualTo(mem.get("heap_idle_bytes"));
    assertThat(mem.get("sys_bytes"))
        .isEqualTo(
            mem.get("heap_sys_bytes")
                + mem.get("stack_sys_bytes")
                + mem.get("mspan_sys_bytes")
                + mem.get("mcache_sys_bytes")
                + mem.get("buck_hash_sys_bytes")
                + mem.get("gc_sys_bytes")
                + mem.get("other_sys_bytes"));
  }

  private static ScrapedText scrape() throws Exception {
    return ScrapedText.of(RawHttp.get(server.port(), "/metrics/").text());
  }

  private static String unzipped(RawHttp.Response response) throws Exception {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String withoutValues(String text) {
    return VALUE.matcher(text).replaceAll("");
  }
}
