package com.pantahub.it;

import com.pantahub.metrics.http.JdkScrapeServer;
import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.source.PrometheusRegistrySource;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;

/** A service with client_java's model and nothing else; a call starts it and returns its scrape. */
public final class ClientJavaService implements Callable<String> {

  /** Makes a service that has not been started. */
  public ClientJavaService() {}

  @Override
  public String call() throws Exception {
    PrometheusRegistry registry = ClientJavaSnapshots.registry();
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ScrapeEndpoint endpoint =
            ScrapeEndpoint.builder()
                .source(PrometheusRegistrySource.of(registry))
                .openMetrics(true)
                .build();
        JdkScrapeServer server = JdkScrapeServer.start(anyPort, endpoint)) {
      return RawHttp.get(server.port(), "/metrics").text();
    }
  }
}
