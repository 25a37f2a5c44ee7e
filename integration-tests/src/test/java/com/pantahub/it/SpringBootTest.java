package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.http.ScrapeServlet;
import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.source.PrometheusRegistrySource;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoint in Spring Boot, beside its actuator. */
class SpringBootTest {

  private static ConfigurableApplicationContext service;
  private static int port;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Service {
    // tag::spring-boot[]
    @Bean
    ScrapeEndpoint scrapeEndpoint(PrometheusRegistry registry) {
      return ScrapeEndpoint.builder().source(PrometheusRegistrySource.of(registry)).build();
    }

    @Bean
    ServletRegistrationBean<ScrapeServlet> scrapeServlet(ScrapeEndpoint endpoint) {
      return new ServletRegistrationBean<>(new ScrapeServlet(endpoint), "/metrics/*");
    }
    // end::spring-boot[]
  }

  @BeforeAll
  static void start() {
    service =
        new SpringApplicationBuilder(Service.class)
            .web(WebApplicationType.SERVLET)
            .properties(
                "server.address=127.0.0.1",
                "server.port=0",
                "spring.main.banner-mode=off",
                "management.endpoints.web.exposure.include=prometheus")
            .run();
    port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    service.getBean(MeterRegistry.class).counter("jobs").increment(3);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void scrape_besideTheActuator_hasItsFamilies() throws Exception {
    ScrapedText actuator = ScrapedText.of(RawHttp.get(port, "/actuator/prometheus").text());
    ScrapedText scrape = ScrapedText.of(RawHttp.get(port, "/metrics").text());

    assertThat(scrape.value("jobs_total")).isEqualTo(3);
    assertThat(actuator.families()).contains("jobs_total", "jvm_info");
    assertThat(scrape.types()).containsAllEntriesOf(actuator.types());
    assertThat(scrape.samples()).containsKeys(actuator.samples().keySet().toArray(String[]::new));
  }

  @Test
  void scrape_onlyBelowItsPath_isServed() throws Exception {
    assertThat(RawHttp.get(port, "/metrics/").status()).isEqualTo(200);
    assertThat(RawHttp.get(port, "/metrics/x").status()).isEqualTo(404);
    assertThat(RawHttp.request(port, "POST", "/metrics").status()).isEqualTo(405);
  }

  @Test
  void scrape_withName_isThisFamily() throws Exception {
    assertThat(RawHttp.get(port, "/metrics?name%5B%5D=jobs_total").text())
        .endsWith("jobs_total 3\n")
        .hasLineCount(3);
  }

  @Test
  void scrape_withRawBrackets_isRefusedByTomcat() throws Exception {
    assertThat(RawHttp.get(port, "/metrics?name[]=jobs_total").status()).isEqualTo(400);
  }
}
