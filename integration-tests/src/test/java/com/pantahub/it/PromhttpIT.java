package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README says of promhttp: how a real Prometheus, which serves its own metrics by it,
 * answers, and how the server does.
 */
class PromhttpIT {

  @TempDir Path directory;

  @Test
  void acceptEncodingAndLength_areReadAndSentAsTheReadmeSays() throws Exception {
    try (ServerProcess server = ServerProcess.start();
        PrometheusProcess prometheus =
            PrometheusProcess.start(directory, "127.0.0.1:" + server.port())) {
      prometheus.await("vector(1)", 1);

      assertThat(theirCoding(prometheus, "gzip")).isEqualTo("gzip");
      assertThat(ourCoding(server, "gzip")).isEqualTo("gzip");
      assertThat(theirCoding(prometheus, "gzip;q=0")).isEqualTo("gzip");
      assertThat(ourCoding(server, "gzip;q=0")).isEqualTo("identity");
      assertThat(theirCoding(prometheus, "*")).isEqualTo("identity");
      assertThat(ourCoding(server, "*")).isEqualTo("gzip");
      assertThat(theirCoding(prometheus, "GZIP")).isEqualTo("identity");
      assertThat(ourCoding(server, "GZIP")).isEqualTo("gzip");

      assertThat(prometheus.ownMetrics("GET", "gzip").headers().firstValue("Content-Length"))
          .isEmpty();
      assertThat(RawHttp.get(server.port(), "/metrics").header("Content-Length")).isNotNull();
      assertThat(prometheus.ownMetrics("HEAD", "gzip").statusCode()).isEqualTo(405);
      assertThat(RawHttp.request(server.port(), "HEAD", "/metrics").status()).isEqualTo(200);
    }
  }

  private static String theirCoding(PrometheusProcess prometheus, String accepted)
      throws Exception {
    HttpResponse<byte[]> response = prometheus.ownMetrics("GET", accepted);
    return response.headers().firstValue("Content-Encoding").orElse("identity");
  }

  private static String ourCoding(ServerProcess server, String accepted) throws Exception {
    RawHttp.Response response =
        RawHttp.get(server.port(), "/metrics", "Accept-Encoding: " + accepted);
    String coding = response.header("Content-Encoding");
    return coding == null ? "identity" : coding;
  }
}
