package com.pantahub.metrics.scrape;

import static com.pantahub.metrics.scrape.GivenFamily.collector;
import static com.pantahub.metrics.scrape.GivenFamily.family;
import static com.pantahub.metrics.scrape.GivenFamily.sample;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.source.CollectorRegistrySource;
import com.pantahub.metrics.source.FamilyType;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the types which text format 0.0.4 does not have are written in it. */
class TypeMappingTest {

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  @Test
  void counter_namedWithOrWithoutTotal_isWrittenWithIt() {
    new RuleCheck(
            endpoints,
            collector(
                family(
                    "a", FamilyType.COUNTER, "A.", sample("a_total", 1), sample("a", 2, "l", "v")),
                family("b_total", FamilyType.COUNTER, "B.", sample("b_total", 3)),
                family("c_total", FamilyType.COUNTER, "C.", sample("c", 4)),
                family("d_total", FamilyType.COUNTER, "D.", sample("d_total_total", 5))))
        .serves(
            """
            # HELP a_total A.
            # TYPE a_total counter
            a_total 1
            a_total{l="v"} 2
            # HELP b_total B.
            # TYPE b_total counter
            b_total 3
            # HELP c_total C.
            # TYPE c_total counter
            c_total 4
            # TYPE d_total_total untyped
            d_total_total 5
            """);
  }

  @Test
  void info_isAGaugeNamedWithInfo() {
    new RuleCheck(
            endpoints,
            collector(
                family("a", FamilyType.INFO, "A.", sample("a_info", 1, "version", "1")),
                family("b_info", FamilyType.INFO, "B.", sample("b_info", 1))))
        .serves(
            """
            # HELP a_info A.
            # TYPE a_info gauge
            a_info{version="1"} 1
            # HELP b_info B.
            # TYPE b_info gauge
            b_info 1
            """);
  }

  @Test
  void stateSetAndUntyped_areAGaugeAndUntyped() {
    new RuleCheck(
            endpoints,
            collector(
                family(
                    "s",
                    FamilyType.STATE_SET,
                    "S.",
                    sample("s", 1, "s", "on"),
                    sample("s", 0, "s", "off")),
                family("u", FamilyType.UNTYPED, "U.", sample("u", 3))))
        .serves(
            """
            # HELP s S.
            # TYPE s gauge
            s{s="off"} 0
            s{s="on"} 1
            # HELP u U.
            # TYPE u untyped
            u 3
            """);
  }

  @Test
  void gaugeHistogram_isAHistogramWithItsSumAndCountBesideIt() {
    new RuleCheck(
            endpoints,
            collector(
                family(
                    "h",
                    FamilyType.GAUGE_HISTOGRAM,
                    "H.",
                    sample("h_bucket", 2, "a", "1", "le", "+Inf"),
                    sample("h_gsum", 9, "a", "1"),
                    sample("h_gcount", 2, "a", "1"),
                    sample("h_bucket", 3, "a", "2", "le", "+Inf"),
                    sample("h_gsum", 8, "a", "2"),
                    sample("h_gcount", 3, "a", "2"))))
        .serves(
            """
            # HELP h H.
            # TYPE h histogram
            h_bucket{a="1",le="+Inf"} 2
            h_bucket{a="2",le="+Inf"} 3
            # HELP h_gcount H.
            # TYPE h_gcount gauge
            h_gcount{a="1"} 2
            h_gcount{a="2"} 3
            # HELP h_gsum H.
            # TYPE h_gsum gauge
            h_gsum{a="1"} 9
            h_gsum{a="2"} 8
            """);
  }

  @Test
  void sampleWithoutAPlaceInItsFamily_isAFamilyOfItsOwn() {
    new RuleCheck(
            endpoints,
            collector(
                family(
                    "g",
                    FamilyType.GAUGE,
                    "G.",
                    sample("g_max", 2),
                    sample("g", 1),
                    sample("f", 3))))
        .serves(
            """
            # TYPE f untyped
            f 3
            # HELP g G.
            # TYPE g gauge
            g 1
            # TYPE g_max untyped
            g_max 2
            """);
  }

  /** The same words as simpleclient's own writer, and the same series but for their numbers. */
  @ParameterizedTest
  @EnumSource(Collector.Type.class)
  void everyType_isMappedAsSimpleclientMapsIt(Collector.Type type) throws IOException {
    String suffix =
        switch (type) {
          case COUNTER -> "_total";
          case INFO -> "_info";
          case HISTOGRAM -> "_count";
          case GAUGE_HISTOGRAM -> "_gcount";
          default -> "";
        };
    List<String> labelNames = type == Collector.Type.SUMMARY ? List.of("quantile") : List.of("a");
    Sample sample = new Sample("x" + suffix, labelNames, List.of("0.5"), Double.NaN);
    CollectorRegistry registry = new CollectorRegistry();
    registry.register(
        new Collector() {
          @Override
          public List<MetricFamilySamples> collect() {
            return List.of(new MetricFamilySamples("x", type, "Help.", List.of(sample)));
          }
        });
    StringWriter simpleclient = new StringWriter();
    TextFormat.write004(simpleclient, registry.metricFamilySamples());
    ScrapeEndpoint endpoint =
        endpoints.make(b -> b.ownMetrics(false).source(CollectorRegistrySource.of(registry)));

    String expected = simpleclient.toString().replace(",}", "}");
    if (type == Collector.Type.GAUGE_HISTOGRAM) {
      expected = expected.substring(expected.indexOf("# HELP x_gcount"));
    }
    assertThat(Answer.get(endpoint).text()).isEqualTo(expected);
  }
}
