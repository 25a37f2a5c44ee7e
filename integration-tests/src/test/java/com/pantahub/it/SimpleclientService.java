package com.pantahub.it;

import com.pantahub.metrics.http.JdkScrapeServer;
import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.source.CollectorRegistrySource;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;

/** A service with simpleclient and nothing else; a call starts it and returns its scrape. */
public final class SimpleclientService implements Callable<String> {

  /** Makes a service that has not been started. */
  public SimpleclientService() {}

  @Override
  public String call() throws Exception {
    CollectorRegistry registry = new CollectorRegistry();
    Counter.build("jobs", "Jobs.").register(registry).inc(3);
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ScrapeEndpoint endpoint =
            ScrapeEndpoint.builder()
                .source(CollectorRegistrySource.of(registry))
                .openMetrics(true)
                .build();
        JdkScrapeServer server = JdkScrapeServer.start(anyPort, endpoint)) {
      return RawHttp.get(server.port(), "/metrics").text();
    }
  }
}
