package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.http.JdkScrapeServer;
import com.pantahub.metrics.runtime.RuntimeMetrics;
import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.source.CollectorRegistrySource;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The example of the README, run. */
class ReadmeExampleTest {

  @Test
  void example_scraped_hasItsCounterAndTheProcess() throws Exception {
    // tag::readme[]
    CollectorRegistry registry = new CollectorRegistry();
    Counter jobs = Counter.build("jobs_total", "Jobs done.").register(registry);
    RuntimeMetrics.register(registry);
    ScrapeEndpoint endpoint =
        ScrapeEndpoint.builder().source(CollectorRegistrySource.of(registry)).build();
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    JdkScrapeServer server = JdkScrapeServer.start(address, endpoint);
    jobs.inc();
    // end::readme[]

    ScrapedText scrape = ScrapedText.of(RawHttp.get(server.port(), "/metrics").text());
    assertThat(scrape.value("jobs_total")).isEqualTo(1);
    assertThat(scrape.value("go_goroutines")).isPositive();
    assertThat(RawHttp.get(server.port(), "/-/healthy").status()).isEqualTo(200);
    server.close();
    endpoint.close();
  }
}
