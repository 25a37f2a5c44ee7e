package com.pantahub.metrics.scrape;

import static com.pantahub.metrics.scrape.GivenFamily.collector;
import static com.pantahub.metrics.scrape.GivenFamily.family;
import static com.pantahub.metrics.scrape.GivenFamily.gauge;
import static com.pantahub.metrics.scrape.GivenFamily.sample;

import com.pantahub.metrics.source.FamilyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The order of families, lines and labels: client_golang's, so that equal states have equal text.
 */
class LineOrderTest {

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  @Test
  void families_ofSeveralCollectors_areSortedByName() {
    new RuleCheck(
            endpoints,
            collector(gauge("b", sample("b", 1)), gauge("a_b", sample("a_b", 2))),
            collector(
                gauge("a", sample("a", 3)),
                gauge("B", sample("B", 4)),
                gauge("_a", sample("_a", 5)),
                gauge(":a", sample(":a", 6)),
                gauge("a1", sample("a1", 7))))
        .serves(
            """
            # TYPE :a gauge
            :a 6
            # TYPE B gauge
            B 4
            # TYPE _a gauge
            _a 5
            # TYPE a gauge
            a 3
            # TYPE a1 gauge
            a1 7
            # TYPE a_b gauge
            a_b 2
            # TYPE b gauge
            b 1
            """);
  }

  @Test
  void samples_ofOneFamily_haveFewerLabelsFirstThenValuesInOrder() {
    new RuleCheck(
            endpoints,
            collector(
                gauge(
                    "g",
                    sample("g", 1, "a", "2", "b", "1"),
                    sample("g", 2, "z", "1"),
                    sample("g", 3, "b", "2", "a", "1"),
                    sample("g", 4, "a", "10", "b", "1"),
                    sample("g", 5, "a", "1"),
                    sample("g", 6),
                    sample("g", 7, "a", ""),
                    sample("g", 8, "b", "1", "a", "1"),
                    sample("g", 9, "a", "B"),
                    sample("g", 10, "a", "b"))))
        .serves(
            """
            # TYPE g gauge
            g 6
            g{a=""} 7
            g{a="1"} 5
            g{z="1"} 2
            g{a="B"} 9
            g{a="b"} 10
            g{a="1",b="1"} 8
            g{a="1",b="2"} 3
            g{a="10",b="1"} 4
            g{a="2",b="1"} 1
            """);
  }

  @Test
  void labelValues_beyondAscii_areInTheOrderOfTheirBytes() {
    new RuleCheck(
            endpoints,
            collector(
                gauge(
                    "g",
                    sample("g", 1, "a", "\ud83d\ude00"),
                    sample("g", 2, "a", "\uffee"),
                    sample("g", 3, "a", "\ud83d\udc4d"),
                    sample("g", 4, "a", "é"),
                    sample("g", 5, "a", "z"),
                    sample("g", 6, "a", "z\u0000"),
                    sample("g", 7, "a", "\u6f22"))))
        .serves(
            """
            # TYPE g gauge
            g{a="z"} 5
            g{a="z\u0000"} 6
            g{a="é"} 4
            g{a="\u6f22"} 7
            g{a="\uffee"} 2
            g{a="\ud83d\udc4d"} 3
            g{a="\ud83d\ude00"} 1
            """);
  }

  @Test
  void histogram_deliveredInAnyOrder_hasAscendingBucketsThenSumThenCount() {
    new RuleCheck(
            endpoints,
            collector(
                family(
                    "h",
                    FamilyType.HISTOGRAM,
                    "H.",
                    sample("h_count", 9, "z", "1"),
                    sample("h_bucket", 9, "le", "+Inf", "z", "1"),
                    sample("h_sum", 4, "z", "1"),
                    sample("h_bucket", 5, "z", "1", "le", "10.0"),
                    sample("h_bucket", 1, "le", "-1e3", "z", "1"),
                    sample("h_bucket", 4, "z", "1", "le", "9"),
                    sample("h_bucket", 2, "z", "1", "le", "0"),
                    sample("h_count", 1, "z", "0"),
                    sample("h_bucket", 1, "z", "0", "le", "+Inf"))))
        .serves(
            """
            # HELP h H.
            # TYPE h histogram
            h_bucket{z="0",le="+Inf"} 1
            h_count{z="0"} 1
            h_bucket{z="1",le="-1e3"} 1
            h_bucket{z="1",le="0"} 2
            h_bucket{z="1",le="9"} 4
            h_bucket{z="1",le="10.0"} 5
            h_bucket{z="1",le="+Inf"} 9
            h_sum{z="1"} 4
            h_count{z="1"} 9
            """);
  }

  @Test
  void summary_deliveredInAnyOrder_hasAscendingQuantilesThenSumThenCount() {
    new RuleCheck(
            endpoints,
            collector(
                family(
                    "s",
                    FamilyType.SUMMARY,
                    "S.",
                    sample("s_sum", 3.5),
                    sample("s_count", 2),
                    sample("s", 5, "quantile", "0.99"),
                    sample("s", Double.NaN, "quantile", "1"),
                    sample("s", 2, "quantile", "0.5"),
                    sample("s", 1, "quantile", "0"))))
        .serves(
            """
            # HELP s S.
            # TYPE s summary
            s{quantile="0"} 1
            s{quantile="0.5"} 2
            s{quantile="0.99"} 5
            s{quantile="1"} NaN
            s_sum 3.5
            s_count 2
            """);
  }

  @Test
  void histogramLabels_sortedBehindLe_stillHaveLeLast() {
    new RuleCheck(
            endpoints,
            collector(
                family(
                    "h",
                    FamilyType.HISTOGRAM,
                    null,
                    sample("h_bucket", 1, "le", "+Inf", "zone", "z", "a", "x"))))
        .serves(
            """
            # TYPE h histogram
            h_bucket{a="x",zone="z",le="+Inf"} 1
            """);
  }

  @Test
  void oneFamilyOfSeveralCollectors_isOneBlock() {
    new RuleCheck(
            endpoints,
            collector(
                family("g", FamilyType.GAUGE, "G.", sample("g", 2, "a", "2")),
                gauge("f", sample("f", 1)),
                family("g", FamilyType.GAUGE, "G.", sample("g", 3, "a", "3"))),
            collector(family("g", FamilyType.GAUGE, "G.", sample("g", 1, "a", "1"))))
        .serves(
            """
            # TYPE f gauge
            f 1
            # HELP g G.
            # TYPE g gauge
            g{a="1"} 1
            g{a="2"} 2
            g{a="3"} 3
            """);
  }

  @Test
  void histogram_withoutTheLastBucket_getsItFromItsCount() {
    new RuleCheck(
            endpoints,
            collector(
                family(
                    "h",
                    FamilyType.HISTOGRAM,
                    null,
                    sample("h_bucket", 1, "a", "1", "le", "1"),
                    sample("h_count", 3, "a", "1"),
                    sample("h_sum", 2.5, "a", "1"),
                    sample("h_bucket", 4, "a", "2", "le", "1"),
                    sample("h_bucket", 6, "a", "2", "le", "+Inf"),
                    sample("h_count", 6, "a", "2"))))
        .serves(
            """
            # TYPE h histogram
            h_bucket{a="1",le="1"} 1
            h_bucket{a="1",le="+Inf"} 3
            h_sum{a="1"} 2.5
            h_count{a="1"} 3
            h_bucket{a="2",le="1"} 4
            h_bucket{a="2",le="+Inf"} 6
            h_count{a="2"} 6
            """);
  }
}
