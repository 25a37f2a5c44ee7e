package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.server.TestClient.Answer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationTest {

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/metrics/"})
  void metrics_get_tellsOfProcessGoAndRegistry(String path) throws IOException {
    try (Application application = Application.start(Configs.loopback())) {
      Answer answer = TestClient.ask(application.port(), "GET", path);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Content-Type"))
          .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
      assertThat(answer.body())
          .contains("\n# TYPE process_cpu_seconds_total counter\n")
          .contains("# TYPE go_goroutines gauge\n")
          .contains("\npantahub_registry_devices{state=\"claimed\"} 0");
    }
  }

  @Test
  void metrics_head_isWithoutBody() throws IOException {
    try (Application application = Application.start(Configs.loopback())) {
      Answer answer = TestClient.ask(application.port(), "HEAD", "/metrics");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(Integer.parseInt(answer.header("Content-Length"))).isPositive();
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void metrics_post_isNotAllowed() throws IOException {
    try (Application application = Application.start(Configs.loopback())) {
      Answer answer = TestClient.ask(application.port(), "POST", "/metrics/");
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }
  }

  @Test
  void metrics_withoutGoMetrics_haveTheRest() throws IOException {
    ServerConfig config = Configs.loopback(Map.of(Setting.GO_METRICS, "false"));
    try (Application application = Application.start(config)) {
      String body = TestClient.ask(application.port(), "GET", "/metrics").body();
      assertThat(body).contains("\njvm_info{").contains("\nprocess_start_time_seconds ");
      assertThat(body.lines()).noneMatch(line -> line.contains(" go_") || line.startsWith("go_"));
    }
  }

  @ParameterizedTest
  @CsvSource({"true, application/openmetrics-text", "false, text/plain"})
  void metrics_openMetricsPreferred_areServedWhereSwitchedOn(String enabled, String type)
      throws IOException {
    ServerConfig config = Configs.loopback(Map.of(Setting.OPENMETRICS, enabled));
    try (Application application = Application.start(config)) {
      Answer answer =
          TestClient.send(
              application.port(),
              "GET /metrics HTTP/1.0\r\nAccept: application/openmetrics-text\r\n\r\n");
      assertThat(answer.header("Content-Type")).startsWith(type);
    }
  }

  @Test
  void metrics_rawQuery_reachesTheScrape() throws IOException {
    try (Application application = Application.start(Configs.loopback())) {
      String names = "name[]=go_info&name%5B%5D=process_max_fds";
      Answer answer = TestClient.ask(application.port(), "GET", "/metrics?" + names);
      assertThat(answer.body().lines().filter(line -> line.startsWith("# TYPE")))
          .containsExactly("# TYPE go_info gauge", "# TYPE process_max_fds gauge");
    }
  }

  @Test
  void metrics_queryTooLong_isRejectedWithReason() throws IOException {
    try (Application application = Application.start(Configs.loopback())) {
      String target = "/metrics?name[]=" + "a".repeat(64 * 1024);
      Answer answer = TestClient.ask(application.port(), "GET", target);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("X-Powered-By")).isEqualTo("go-json-rest");
      assertThat(answer.body()).isNotEmpty();
    }
  }

  @Test
  void metrics_tooManyNames_areRejectedWithReason() throws IOException {
    try (Application application = Application.start(Configs.loopback())) {
      String target = "/metrics?" + "name[]=&".repeat(64 * 1024 / 8 - 1);
      Answer answer = TestClient.ask(application.port(), "GET", target);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("X-Powered-By")).isEqualTo("go-json-rest");
      assertThat(answer.body()).isNotEmpty();
    }
  }
}
