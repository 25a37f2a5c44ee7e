package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as a real Prometheus and its promtool see it. */
class RealPrometheusIT {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"--no-openmetrics", "--openmetrics"})
  void prometheus_scrapesForSeveralIntervals_hasEverySample(String format) throws Exception {
    try (ServerProcess server = ServerProcess.start(format);
        PrometheusProcess prometheus =
            PrometheusProcess.start(directory, "127.0.0.1:" + server.port())) {

      prometheus.await("sum_over_time(up[10s])", 5);

      assertThat(prometheus.query("up")).hasValue(1);
      RawHttp.Response scrape = RawHttp.get(server.port(), "/metrics");
      int samples = ScrapedText.of(scrape.text()).samples().size();
      assertThat(prometheus.query("scrape_samples_scraped")).hasValue(samples);
      assertThat(prometheus.query("scrape_samples_post_metric_relabeling")).hasValue(samples);
      assertThat(prometheus.await("go_goroutines", 1)).isGreaterThan(1);
      assertThat(prometheus.query("pantahub_registry_devices{state=\"claimed\"}")).hasValue(0);
      assertThat(prometheus.query("promhttp_metric_handler_requests_total{code=\"200\"}"))
          .isPresent();
    }
  }

  @Test
  void promtool_checksTheLiveResponse_findsNothing() throws Exception {
    Path promtool = ExternalTool.find("promtool");
    Path scrape = directory.resolve("metrics");
    try (ServerProcess server = ServerProcess.start()) {
      Files.write(scrape, RawHttp.get(server.port(), "/metrics").body());
    }
    Path findings = directory.resolve("findings");
    Process check =
        new ProcessBuilder(promtool.toString(), "check", "metrics")
            .redirectInput(scrape.toFile())
            .redirectErrorStream(true)
            .redirectOutput(findings.toFile())
            .start();

    assertThat(check.waitFor()).as(Files.readString(findings)).isZero();
    assertThat(findings).isEmptyFile();
  }
}
