package com.pantahub.metrics.scrape;

import static com.pantahub.metrics.scrape.GivenFamily.collector;
import static com.pantahub.metrics.scrape.GivenFamily.family;
import static com.pantahub.metrics.scrape.GivenFamily.gauge;
import static com.pantahub.metrics.scrape.GivenFamily.sample;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.scrape.GivenFamily.GivenSample;
import com.pantahub.metrics.source.FamilyType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples that cannot be written: each is dropped and counted, and its family keeps the others. */
class InvalidSampleTest {

  private static final GivenSample GOOD = sample("g", 7, "a", "good");
  private static final String GOOD_TEXT = "# TYPE g gauge\ng{a=\"good\"} 7\n";

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  @Test
  void duplicateSeries_firstDeliveredIsKept() {
    new RuleCheck(
            endpoints,
            collector(
                gauge(
                    "g",
                    sample("g", 2, "a", "x", "b", "y"),
                    GOOD,
                    sample("g", 3, "b", "y", "a", "x"))),
            collector(gauge("g", sample("g", 4, "a", "x", "b", "y"))))
        .servesWithErrors(
            GOOD_TEXT + "g{a=\"x\",b=\"y\"} 2\n",
            2,
            """
            2 error(s) occurred:
            * collected metric g{b="y",a="x"} was collected before with the same name and label \
            values
            * collected metric g{a="x",b="y"} was collected before with the same name and label \
            values\
            """);
  }

  @Test
  void duplicateBucketSumAndCount_areDropped() {
    new RuleCheck(
            endpoints,
            collector(
                family(
                    "h",
                    FamilyType.HISTOGRAM,
                    null,
                    sample("h_bucket", 1, "le", "+Inf"),
                    sample("h_sum", 2),
                    sample("h_count", 1),
                    sample("h_count", 5),
                    sample("h_bucket", 5, "le", "+Inf"),
                    sample("h_sum", 5))))
        .servesWithErrors(
            "# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1\nh_sum 2\nh_count 1\n",
            3,
            """
            3 error(s) occurred:
            * collected metric h_bucket{le="+Inf"} was collected before with the same name and \
            label values
            * collected metric h_sum was collected before with the same name and label values
            * collected metric h_count was collected before with the same name and label values\
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "a-b", "a.b", "é", "a b", "a\n", "__a", "__name__", "a:b", ":"})
  void labelName_invalid_losesItsSample(String name) {
    ScrapeEndpoint endpoint =
        endpoints.make(b -> b, collector(gauge("g", GOOD, sample("g", 1, name, "x"))));

    assertThat(Answer.get(endpoint).text()).contains(GOOD_TEXT).doesNotContain("\"x\"");
    assertThat(Endpoints.gatheringErrors(endpoint)).isEqualTo(1);
  }

  @Test
  void labelName_invalid_isNamedInTheMessage() {
    new RuleCheck(endpoints, collector(gauge("g", GOOD, sample("g", 1, "__a", "x"))))
        .servesWithErrors(
            GOOD_TEXT,
            1,
            "collected metric g{__a=\"x\"} has a label with an invalid name: \"__a\"");
  }

  @Test
  void labelName_repeated_losesItsSample() {
    new RuleCheck(
            endpoints, collector(gauge("g", GOOD, sample("g", 1, "a", "1", "b", "2", "a", "3"))))
        .servesWithErrors(
            GOOD_TEXT,
            1,
            "collected metric g{a=\"1\",b=\"2\",a=\"3\"} has two or more labels with the same name:"
                + " a");
  }

  @Test
  void labelName_leTwiceOnABucket_losesItsSample() {
    new RuleCheck(
            endpoints,
            collector(
                family(
                    "h",
                    FamilyType.HISTOGRAM,
                    null,
                    sample("h_bucket", 1, "le", "+Inf"),
                    sample("h_bucket", 1, "le", "1", "le", "2"))))
        .servesWithErrors(
            "# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1\n",
            1,
            "collected metric h_bucket{le=\"1\",le=\"2\"} has two or more labels with the same"
                + " name: le");
  }

  @Test
  void quantile_explicitOnSumAndCount_losesTheSamples() {
    new RuleCheck(
            endpoints,
            collector(
                family(
                    "s",
                    FamilyType.SUMMARY,
                    null,
                    sample("s_sum", 1),
                    sample("s_sum", 1, "quantile", "1"),
                    sample("s_count", 1, "quantile", "1"))))
        .servesWithErrors(
            "# TYPE s summary\ns_sum 1\n",
            2,
            """
            2 error(s) occurred:
            * collected metric s_sum{quantile="1"} must not have an explicit "quantile" label
            * collected metric s_count{quantile="1"} must not have an explicit "quantile" label\
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "1,5", "NaN", "Inf", "0x10", "1e", "1f", " 1", "٣", "."})
  void bound_notANumber_losesItsSample(String bound) {
    ScrapeEndpoint endpoint =
        endpoints.make(
            b -> b,
            collector(
                family(
                    "h",
                    FamilyType.HISTOGRAM,
                    null,
                    sample("h_bucket", 1, "le", "+Inf"),
                    sample("h_bucket", 1, "le", bound)),
                family(
                    "s",
                    FamilyType.SUMMARY,
                    null,
                    sample("s", 1, "quantile", bound),
                    sample("s_count", 1))));

    assertThat(Answer.get(endpoint).text())
        .contains("# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1\n# HELP")
        .endsWith("# TYPE s summary\ns_count 1\n");
    assertThat(Endpoints.gatheringErrors(endpoint)).isEqualTo(2);
  }

  @Test
  void bound_missing_losesItsSample() {
    new RuleCheck(
            endpoints,
            collector(
                family(
                    "h",
                    FamilyType.HISTOGRAM,
                    null,
                    sample("h_bucket", 1),
                    sample("h_sum", 1),
                    sample("h", 1))))
        .servesWithErrors(
            "# TYPE h histogram\nh_sum 1\n",
            2,
            """
            2 error(s) occurred:
            * collected metric h_bucket has no label "le" with a number
            * collected metric h does not belong to a family of type histogram\
            """);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, -1_700_000_000_000L, Long.MIN_VALUE + 1})
  void timestamp_negative_losesItsSample(long timestampMillis) {
    new RuleCheck(endpoints, collector(gauge("g", sample("g", 1).at(timestampMillis), GOOD.at(5))))
        .servesWithErrors(
            "# TYPE g gauge\ng{a=\"good\"} 7 5\n",
            1,
            "collected metric g has a negative timestamp");
  }

  @Test
  void timestamp_negativeOnAllSamples_losesTheFamily() {
    new RuleCheck(endpoints, collector(gauge("g", sample("g", 1).at(-1), GOOD.at(-2))))
        .servesWithErrors("", 2, "collected metric g has a negative timestamp");
  }

  @Test
  void labelCounts_thatDiffer_loseTheSample() {
    new RuleCheck(
            endpoints,
            collector(
                gauge(
                    "g",
                    GOOD,
                    sample("g", 1, List.of("a", "b"), List.of("1")),
                    sample("g", 1, List.of("a"), List.of("1", "2")),
                    sample("g", 1, List.of(), List.of("1")))))
        .servesWithErrors(
            GOOD_TEXT,
            3,
            """
            2 error(s) occurred:
            * collected metric g{a="1"} has not as many label values as label names
            * collected metric g has not as many label values as label names\
            """);
  }

  @Test
  void nulls_loseTheirSamples() {
    ScrapeEndpoint endpoint =
        endpoints.make(
            b -> b,
            collector(
                gauge(
                    "g",
                    GOOD,
                    sample(null, 1, "a", "x"),
                    sample("g", 1, "a", null),
                    sample("g", 1, null, "x"),
                    sample("g", 1, null, List.of("x")),
                    sample("g", 1, List.of("a"), null),
                    sample("g", 1, null, (List<String>) null),
                    sample("g", 1, Arrays.asList("a", null), List.of("x", "y")))));

    for (int scrapes = 0; scrapes < 3; scrapes++) {
      assertThat(Answer.get(endpoint).text()).contains(GOOD_TEXT).doesNotContain("\"x\"");
      assertThat(Endpoints.gatheringErrors(endpoint)).isEqualTo(7 * (2 * scrapes + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1g", "g-h", "g h", "g{", "é", "g\n", "\ud83d", "g\"", "#"})
  void familyName_invalid_losesItsSamples(String name) {
    ScrapeEndpoint endpoint =
        endpoints.make(
            b -> b.ownMetrics(false),
            collector(gauge(name, sample(name, 1), sample(name, 2, "a", "x"))),
            collector(gauge("g", GOOD)));
    ScrapeEndpoint counting =
        endpoints.make(b -> b, collector(gauge(name, sample(name, 1), sample(name, 2, "a", "x"))));

    assertThat(Answer.get(endpoint).text()).isEqualTo(GOOD_TEXT);
    assertThat(Endpoints.gatheringErrors(counting)).isZero();
    assertThat(Endpoints.gatheringErrors(counting)).isEqualTo(2);
    assertThat(endpoints.logged()).allMatch(line -> !line.contains("\n"));
  }
}
