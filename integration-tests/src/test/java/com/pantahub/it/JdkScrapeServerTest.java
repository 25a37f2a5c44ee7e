package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pantahub.metrics.http.JdkScrapeServer;
import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.source.FamilyCollector;
import com.pantahub.metrics.source.FamilyType;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
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

  @Test
  void close_whileAScrapeIsUnderWay_letsItFinish() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> gate = new CompletableFuture<>();
    FamilyCollector slow =
        visitor -> {
          begun.countDown();
          gate.join();
          visitor.family("slow", FamilyType.GAUGE, null, null);
          visitor.sample("slow", List.of(), List.of(), 1);
        };
    try (ScrapeEndpoint endpoint = ScrapeEndpoint.builder().source(() -> List.of(slow)).build()) {
      JdkScrapeServer server = JdkScrapeServer.start(loopback(0), endpoint);
      FutureTask<RawHttp.Response> scrape =
          new FutureTask<>(() -> RawHttp.get(server.port(), "/metrics"));
      new Thread(scrape, "client").start();
      begun.await();
      gate.complete(true);
      server.close();

      assertThat(scrape.get().text()).contains("\nslow 1\n");
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
