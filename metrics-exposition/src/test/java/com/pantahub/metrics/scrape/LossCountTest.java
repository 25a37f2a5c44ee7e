package com.pantahub.metrics.scrape;

import static com.pantahub.metrics.scrape.GivenFamily.collector;
import static com.pantahub.metrics.scrape.GivenFamily.family;
import static com.pantahub.metrics.scrape.GivenFamily.gauge;
import static com.pantahub.metrics.scrape.GivenFamily.sample;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.scrape.GivenFamily.GivenSample;
import com.pantahub.metrics.source.FamilyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every sample that should be written and is not counts once, and nothing else counts. */
class LossCountTest {

  private static final GivenSample GOOD = sample("g", 7, "a", "good");
  private static final String GOOD_TEXT = "# TYPE g gauge\ng{a=\"good\"} 7\n";

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  @Test
  void sampleWrongInTwoWays_isCountedOnce() {
    ScrapeEndpoint endpoint =
        endpoints.make(
            b -> b,
            collector(
                gauge("g", GOOD, sample("g", 1, "1x", "y").at(-1), sample("g_created", 1).at(-1))));

    assertThat(Answer.get(endpoint).text()).contains(GOOD_TEXT);
    assertThat(Endpoints.gatheringErrors(endpoint)).isEqualTo(1);
  }

  @Test
  void sampleEqualToOneWithANegativeTimestamp_isNoDuplicate() {
    ScrapeEndpoint endpoint =
        endpoints.make(b -> b, collector(gauge("g", sample("g", 1).at(-1), sample("g", 2), GOOD)));

    assertThat(Answer.get(endpoint).text()).contains("# TYPE g gauge\ng 2\ng{a=\"good\"} 7\n");
    assertThat(Endpoints.gatheringErrors(endpoint)).isEqualTo(1);
  }

  @Test
  void familyLostAsAWhole_countsEachSampleOnceAndNoCreatedSeries() {
    ScrapeEndpoint endpoint =
        endpoints.make(
            b -> b,
            collector(
                family(
                    "h",
                    FamilyType.GAUGE_HISTOGRAM,
                    "\ud800",
                    sample("h_bucket", 1, "le", "+Inf"),
                    sample("h_gsum", 1),
                    sample("h_gcount", 1),
                    sample("h_created", 1))));

    assertThat(Answer.get(endpoint).text()).doesNotContain("h_");
    assertThat(Endpoints.gatheringErrors(endpoint)).isEqualTo(3);
  }

  @Test
  void familyOfAnInvalidNameWithoutSamples_isNoError() {
    new RuleCheck(endpoints, collector(gauge("1g"), gauge("g", GOOD, sample("g", 1, "__a", "x"))))
        .servesWithErrors(
            GOOD_TEXT,
            1,
            "collected metric g{__a=\"x\"} has a label with an invalid name: \"__a\"");
  }

  @Test
  void gaugeHistogramSum_withANegativeTimestamp_isCountedOnce() {
    ScrapeEndpoint endpoint =
        endpoints.make(
            b -> b,
            collector(
                family(
                    "h",
                    FamilyType.GAUGE_HISTOGRAM,
                    null,
                    sample("h_bucket", 1, "le", "+Inf"),
                    sample("h_gsum", 1).at(-1))));

    assertThat(Answer.get(endpoint).text())
        .startsWith("# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1");
    assertThat(Endpoints.gatheringErrors(endpoint)).isEqualTo(1);
  }

  @Test
  void createdSeries_ofAnyType_areLeftOutUncounted() {
    new RuleCheck(
            endpoints,
            collector(
                family(
                    "c",
                    FamilyType.COUNTER,
                    null,
                    sample("c_total", 1),
                    sample("c_created", 1),
                    sample("c_created", 1, "bad name", "x")),
                family(
                    "h",
                    FamilyType.HISTOGRAM,
                    null,
                    sample("h_bucket", 1, "le", "+Inf"),
                    sample("h_created", 1)),
                family("s", FamilyType.SUMMARY, null, sample("s_sum", 1), sample("s_created", 1)),
                gauge("only_created", sample("only_created_created", 1))))
        .serves(
            """
            # TYPE c_total counter
            c_total 1
            # TYPE h histogram
            h_bucket{le="+Inf"} 1
            # TYPE s summary
            s_sum 1
            """);
  }
}
