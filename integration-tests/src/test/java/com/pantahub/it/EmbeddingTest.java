package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.http.JdkScrapeHandler;
import com.pantahub.metrics.http.JdkScrapeServer;
import com.pantahub.metrics.http.ScrapeServlet;
import com.pantahub.metrics.http.UndertowScrapeHandler;
import com.pantahub.metrics.runtime.RuntimeMetrics;
import com.pantahub.metrics.scrape.ErrorMode;
import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.scrape.ScrapeFile;
import com.pantahub.metrics.source.CollectorRegistrySource;
import com.pantahub.metrics.source.PrometheusRegistrySource;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.undertow.Handlers;
import io.undertow.Undertow;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the manual, run. */
class EmbeddingTest {

  private final CollectorRegistry registry = new CollectorRegistry();
  private final Counter jobs = Counter.build("jobs", "Jobs done.").register(registry);
  private final InetSocketAddress address =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private ScrapeEndpoint endpoint;

  @BeforeEach
  void makeEndpoint() {
    CollectorRegistry registry = this.registry;
    // tag::endpoint[]
    RuntimeMetrics.register(registry);
    ScrapeEndpoint endpoint =
        ScrapeEndpoint.builder().source(CollectorRegistrySource.of(registry)).build();
    // end::endpoint[]
    this.endpoint = endpoint;
    jobs.inc();
  }

  @AfterEach
  void closeEndpoint() {
    endpoint.close();
  }

  @Test
  void jdkServer_ofItsOwn_serves() throws Exception {
    // tag::jdk-server[]
    JdkScrapeServer server = JdkScrapeServer.start(address, endpoint);
    // end::jdk-server[]
    assertServed(server.port());
    server.close();
  }

  @Test
  void jdkServer_thatIsThere_serves() throws Exception {
    HttpServer server = HttpServer.create(address, 0);
    // tag::jdk-handler[]
    server.createContext("/metrics", new JdkScrapeHandler(endpoint));
    // end::jdk-handler[]
    server.start();
    assertServed(server.getAddress().getPort());
    server.stop(0);
  }

  @Test
  void undertow_serves() throws Exception {
    // tag::undertow[]
    Undertow server =
        Undertow.builder()
            .addHttpListener(address.getPort(), address.getHostString())
            .setHandler(
                Handlers.path().addExactPath("/metrics", new UndertowScrapeHandler(endpoint)))
            .build();
    server.start();
    // end::undertow[]
    InetSocketAddress bound = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    assertServed(bound.getPort());
    server.stop();
  }

  @Test
  void servletContainer_serves() throws Exception {
    // tag::servlet[]
    Server server = new Server(address);
    ServletContextHandler context = new ServletContextHandler("/");
    context.addServlet(new ServletHolder(new ScrapeServlet(endpoint)), "/metrics/*");
    server.setHandler(context);
    server.start();
    // end::servlet[]
    assertServed(((ServerConnector) server.getConnectors()[0]).getLocalPort());
    server.stop();
  }

  @Test
  void micrometer_serves() throws Exception {
    // tag::micrometer[]
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    PrometheusRegistry registry = meters.getPrometheusRegistry();
    ScrapeEndpoint endpoint =
        ScrapeEndpoint.builder().source(PrometheusRegistrySource.of(registry)).build();
    // end::micrometer[]
    meters.counter("jobs").increment();
    try (endpoint;
        JdkScrapeServer server = JdkScrapeServer.start(address, endpoint)) {
      assertServed(server.port());
    }
  }

  @Test
  void severalSources_serve() throws Exception {
    PrometheusRegistry others = new PrometheusRegistry();
    io.prometheus.metrics.core.metrics.Gauge.builder().name("queue").register(others).set(5);
    // tag::sources[]
    ScrapeEndpoint endpoint =
        ScrapeEndpoint.builder()
            .source(CollectorRegistrySource.of(registry))
            .source(PrometheusRegistrySource.of(others))
            .build();
    // end::sources[]
    try (endpoint;
        JdkScrapeServer server = JdkScrapeServer.start(address, endpoint)) {
      assertServed(server.port());
      assertThat(RawHttp.get(server.port(), "/metrics").text()).contains("\nqueue 5\n");
    }
  }

  @Test
  void options_areKept() throws Exception {
    List<String> lines = new ArrayList<>();
    Consumer<String> log = lines::add;
    registry.register(new FailingCollector());
    // tag::options[]
    ScrapeEndpoint endpoint =
        ScrapeEndpoint.builder()
            .source(CollectorRegistrySource.of(registry))
            .errorMode(ErrorMode.STRICT)
            .errorLog(log)
            .timeout(Duration.ofSeconds(10))
            .maxInFlight(40)
            .coalescing(true)
            .openMetrics(true)
            .build();
    // end::options[]
    try (endpoint;
        JdkScrapeServer server = JdkScrapeServer.start(address, endpoint)) {
      assertThat(RawHttp.get(server.port(), "/metrics").status()).isEqualTo(500);
      assertThat(lines).singleElement().asString().contains("out of order");
    }
  }

  @Test
  void file_isWritten(@TempDir Path directory) throws Exception {
    CollectorRegistry batch = new CollectorRegistry();
    // tag::file[]
    Gauge.build("batch_last_success_timestamp_seconds", "When the batch was last through.")
        .register(batch)
        .setToCurrentTime();
    new ScrapeFile(directory.resolve("batch.prom"), CollectorRegistrySource.of(batch)).write();
    // end::file[]
    assertThat(ScrapedText.of(Files.readString(directory.resolve("batch.prom"))).families())
        .containsExactly("batch_last_success_timestamp_seconds");
  }

  private static void assertServed(int port) throws Exception {
    RawHttp.Response response = RawHttp.get(port, "/metrics");

    assertThat(response.status()).isEqualTo(200);
    assertThat(ScrapedText.of(response.text()).value("jobs_total")).isEqualTo(1);
  }
}
