package com.pantahub.benchmark;

import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.source.CollectorRegistrySource;
import com.pantahub.metrics.source.FamilySource;
import com.pantahub.metrics.source.PrometheusRegistrySource;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The libraries that are compared. */
public enum Library {
  /** {@code TextFormat.write004} on a {@code CollectorRegistry}, {@code _created} included. */
  SIMPLECLIENT("simpleclient 0.16 `TextFormat.write004`"),
  /** {@code PrometheusTextFormatWriter} on a {@code PrometheusRegistry}. */
  CLIENT_JAVA("client_java 1.8 `PrometheusTextFormatWriter`"),
  /** {@code PrometheusMeterRegistry.scrape} to a stream, which saves it making a String. */
  MICROMETER("Micrometer 1.17 `PrometheusMeterRegistry.scrape`"),
  /** {@code ScrapeEndpoint.scrape} on the registry that simpleclient writes. */
  PANTAHUB("ours `ScrapeEndpoint.scrape`"),
  /** The same on the registry that client_java writes. */
  PANTAHUB_ON_CLIENT_JAVA("ours on client_java `ScrapeEndpoint.scrape`");

  private final String title;

  Library(String title) {
    this.title = title;
  }

  /** Returns what is measured, in Markdown. */
  String title() {
    return title;
  }

  /** Fills a registry of this library and puts its exposition in front. */
  Exposition exposition(Workload workload, Coding coding) {
    List<MetricFamily> families = workload.families();
    return switch (this) {
      case SIMPLECLIENT -> {
        CollectorRegistry registry = SimpleclientRegistry.of(families);
        yield new StreamExposition(out -> write004(registry, out), coding);
      }
      case CLIENT_JAVA -> {
        PrometheusRegistry registry = ClientJavaRegistry.of(families);
        PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
        yield new StreamExposition(out -> writer.write(out, registry.scrape()), coding);
      }
      case MICROMETER -> {
        PrometheusMeterRegistry registry = MicrometerRegistry.of(families);
        yield new StreamExposition(registry::scrape, coding);
      }
      case PANTAHUB -> ours(CollectorRegistrySource.of(SimpleclientRegistry.of(families)), coding);
      case PANTAHUB_ON_CLIENT_JAVA ->
          ours(PrometheusRegistrySource.of(ClientJavaRegistry.of(families)), coding);
    };
  }

  private static Exposition ours(FamilySource source, Coding coding) {
    ScrapeEndpoint endpoint = ScrapeEndpoint.builder().source(source).ownMetrics(false).build();
    return new EndpointExposition(endpoint, EndpointExposition.request(coding));
  }

  private static void write004(CollectorRegistry registry, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    TextFormat.write004(writer, registry.metricFamilySamples());
    writer.flush();
  }
}
