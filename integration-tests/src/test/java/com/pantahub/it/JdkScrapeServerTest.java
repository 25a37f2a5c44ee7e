package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pantahub.metrics.http.JdkScrapeServer;
import com.pantahub.metrics.scrape.ScrapeEndpoint;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class JdkScrapeServerTest extends HttpContract {

  @Override
  AdapterServer serve(ScrapeEndpoint mounted) throws IOException {
    JdkScrapeServer server = JdkScrapeServer.start(loopback(0), mounted);
    return new AdapterServer(server.port(), server::close);
  }

  @Test
  void healthPath_isAnsweredWithoutAScrape() throws Exception {
    try (ScrapeEndpoint endpoint = ScrapeEndpoint.builder().build();
        JdkScrapeServer server = JdkScrapeServer.start(loopback(0), endpoint)) {
      RawHttp.Response get = RawHttp.get(server.port(), "/-/healthy");
      RawHttp.Response head = RawHttp.request(server.port(), "HEAD", "/-/healthy");

      assertThat(get.status()).isEqualTo(200);
      assertThat(get.text()).isEqualTo("Exporter is healthy.\n");
      assertThat(RawHttp.request(server.port(), "GET", "/-/healthy/x").status()).isEqualTo(404);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("Content-Length")).isEqualTo("" + get.body().length);
      assertThat(RawHttp.get(server.port(), "/metrics").text())
          .contains("promhttp_metric_handler_requests_total{code=\"200\"} 0\n");
    }
  }

  @Test
  void start_portInUse_fails() throws Exception {
    try (ScrapeEndpoint endpoint = ScrapeEndpoint.builder().build();
        JdkScrapeServer server = JdkScrapeServer.start(loopback(0), endpoint)) {
      assertThatThrownBy(() -> JdkScrapeServer.start(loopback(server.port()), endpoint))
          .isInstanceOf(BindException.class);
    }
  }

  @Test
  void close_server_listensNoMore() throws Exception {
    try (ScrapeEndpoint endpoint = ScrapeEndpoint.builder().build()) {
      JdkScrapeServer server = JdkScrapeServer.start(loopback(0), endpoint);
      server.close();

      assertThatThrownBy(() -> RawHttp.connect(server.port())).isInstanceOf(ConnectException.class);
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
