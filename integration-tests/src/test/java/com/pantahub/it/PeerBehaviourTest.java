package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.scrape.ScrapeRequest;
import com.pantahub.metrics.scrape.ScrapeResponse;
import com.pantahub.metrics.source.CollectorRegistrySource;
import com.pantahub.metrics.source.FamilySource;
import com.pantahub.metrics.source.PrometheusRegistrySource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the README says of the peers: one failing collector, and what is left of the scrape. */
class PeerBehaviourTest {

  private static final String MESSAGE = "out of order";

  @Test
  void failingCollector_simpleclient_costsTheScrapeThereAndItselfHere() throws Exception {
    CollectorRegistry registry = new CollectorRegistry();
    io.prometheus.client.Gauge.build("good", "Good.").register(registry).set(1);
    registry.register(new FailingCollector());

    assertThatThrownBy(
            () -> TextFormat.write004(new StringWriter(), registry.metricFamilySamples()))
        .hasMessage(MESSAGE);
    assertThat(scrape(CollectorRegistrySource.of(registry))).contains("\ngood 1\n");
  }

  @Test
  void failingCollector_clientJava_costsTheScrapeThereAndItselfHere() throws Exception {
    PrometheusRegistry registry = new PrometheusRegistry();
    io.prometheus.metrics.core.metrics.Gauge.builder().name("good").register(registry).set(1);
    registerFailing(registry);

    assertThatThrownBy(registry::scrape).hasMessage(MESSAGE);
    assertThat(scrape(PrometheusRegistrySource.of(registry))).contains("\ngood 1\n");
  }

  @Test
  void failingCollector_micrometer_costsTheScrapeThereAndItselfHere() throws Exception {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.gauge("good", 1);
    registerFailing(registry.getPrometheusRegistry());

    assertThatThrownBy(registry::scrape).hasMessage(MESSAGE);
    assertThat(scrape(PrometheusRegistrySource.of(registry.getPrometheusRegistry())))
        .contains("\ngood 1\n");
    registry.close();
  }

  private static void registerFailing(PrometheusRegistry registry) {
    io.prometheus.metrics.model.registry.Collector failing =
        () -> {
          throw new IllegalStateException(MESSAGE);
        };
    registry.register(failing);
  }

  private static String scrape(FamilySource source) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (ScrapeEndpoint endpoint =
            ScrapeEndpoint.builder().source(source).errorLog(message -> {}).build();
        ScrapeResponse response = endpoint.scrape(ScrapeRequest.get())) {
      response.writeTo(body);
    }
    return body.toString(StandardCharsets.UTF_8);
  }
}
