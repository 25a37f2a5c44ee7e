package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pantahub.metrics.scrape.ScrapeEndpoint;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exemplars.tracer.common.SpanContextSupplier;
import io.prometheus.client.exemplars.tracer.otel.OpenTelemetrySpanContextSupplier;
import io.prometheus.client.exemplars.tracer.otel_agent.OpenTelemetryAgentSpanContextSupplier;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The library with no more on the class path than a service needs. */
class OptionalDependenciesTest {

  private static final List<String> OF_OTHERS =
      List.of(
          "io.undertow.Undertow",
          "jakarta.servlet.http.HttpServlet",
          "io.prometheus.client.hotspot.DefaultExports",
          "org.jspecify.annotations.Nullable");

  @Test
  void scrape_withSimpleclientOnly_isServed() throws Exception {
    try (URLClassLoader loader =
        loader(
            CollectorRegistry.class,
            SpanContextSupplier.class,
            OpenTelemetrySpanContextSupplier.class,
            OpenTelemetryAgentSpanContextSupplier.class)) {
      assertMissing(loader, OF_OTHERS);
      assertMissing(loader, List.of(PrometheusRegistry.class.getName()));

      assertThat(scrape(loader, SimpleclientService.class)).contains("\njobs_total 3\n");
    }
  }

  @Test
  void scrape_withClientJavaOnly_isServed() throws Exception {
    try (URLClassLoader loader = loader(PrometheusRegistry.class, PrometheusProperties.class)) {
      assertMissing(loader, OF_OTHERS);
      assertMissing(loader, List.of(CollectorRegistry.class.getName()));

      assertThat(scrape(loader, ClientJavaService.class))
          .contains("\nbuild_info{version=\"1.2\"} 1\n");
    }
  }

  private static String scrape(ClassLoader loader, Class<? extends Callable<String>> service)
      throws Exception {
    Object started = loader.loadClass(service.getName()).getConstructor().newInstance();
    assertThat(started.getClass()).isNotEqualTo(service);
    return (String) ((Callable<?>) started).call();
  }

  private static void assertMissing(ClassLoader loader, List<String> classes) {
    for (String name : classes) {
      assertThatThrownBy(() -> loader.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
    }
  }

  /** Makes a loader of the JDK, this library, these tests, and the jars with some classes. */
  private static URLClassLoader loader(Class<?>... ofJars) {
    URL[] places =
        Stream.concat(
                Stream.of(ScrapeEndpoint.class, OptionalDependenciesTest.class), Stream.of(ofJars))
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
            .toArray(URL[]::new);
    return new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
  }
}
