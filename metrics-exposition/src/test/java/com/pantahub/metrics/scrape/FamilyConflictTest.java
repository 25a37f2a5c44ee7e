package com.pantahub.metrics.scrape;

import static com.pantahub.metrics.scrape.GivenFamily.collector;
import static com.pantahub.metrics.scrape.GivenFamily.family;
import static com.pantahub.metrics.scrape.GivenFamily.gauge;
import static com.pantahub.metrics.scrape.GivenFamily.sample;

import com.pantahub.metrics.source.FamilyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Families that are delivered twice with different words, or whose series collide. */
class FamilyConflictTest {

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  @Test
  void typeDiffers_firstIsKept() {
    new RuleCheck(
            endpoints,
            collector(gauge("g", sample("g", 1))),
            collector(
                family(
                    "g",
                    FamilyType.UNTYPED,
                    null,
                    sample("g", 2, "a", "1"),
                    sample("g", 2, "a", "2"))))
        .servesWithErrors(
            "# TYPE g gauge\ng 1\n",
            2,
            "collected metric family g has type untyped but should have gauge");
  }

  @Test
  void helpDiffers_firstIsKept() {
    new RuleCheck(
            endpoints,
            collector(family("g", FamilyType.GAUGE, "one", sample("g", 1))),
            collector(
                family("g", FamilyType.GAUGE, "two", sample("g", 2, "a", "1")),
                family("g", FamilyType.GAUGE, null, sample("g", 2, "a", "2"))))
        .servesWithErrors(
            "# HELP g one\n# TYPE g gauge\ng 1\n",
            2,
            """
            2 error(s) occurred:
            * collected metric family g has help "two" but should have "one"
            * collected metric family g has help null but should have "one\"\
            """);
  }

  @Test
  void helpEmptyOrNull_isTheSameAndHasNoLine() {
    new RuleCheck(
            endpoints,
            collector(
                family("g", FamilyType.GAUGE, "", sample("g", 1)),
                family("g", FamilyType.GAUGE, null, sample("g", 2, "a", "1"))))
        .serves("# TYPE g gauge\ng 1\ng{a=\"1\"} 2\n");
  }

  @Test
  void familyWithoutSamples_isNotWritten() {
    new RuleCheck(
            endpoints,
            collector(
                family("empty", FamilyType.HISTOGRAM, "Empty."),
                family("c", FamilyType.COUNTER, "Empty too.")))
        .serves("");
  }

  @Test
  void familyWithoutSamples_hasNoSayInTypeAndHelp() {
    new RuleCheck(
            endpoints,
            collector(family("g", FamilyType.COUNTER, "No children."), gauge("g_total")),
            collector(
                gauge("g", sample("g", 1)),
                family("g", FamilyType.COUNTER, "Has.", sample("g_total", 2))))
        .serves(
            """
            # TYPE g gauge
            g 1
            # HELP g_total Has.
            # TYPE g_total counter
            g_total 2
            """);
  }

  @Test
  void collision_withHistogram_losesTheOtherFamily() {
    new RuleCheck(
            endpoints,
            collector(
                gauge("h_bucket", sample("h_bucket", 1)),
                gauge("h_count", sample("h_count", 1), sample("h_count", 1, "a", "b"))),
            collector(
                family(
                    "h",
                    FamilyType.HISTOGRAM,
                    null,
                    sample("h_bucket", 2, "le", "+Inf"),
                    sample("h_sum", 2))),
            collector(gauge("h_sum", sample("h_sum", 1))))
        .servesWithErrors(
            "# TYPE h histogram\nh_bucket{le=\"+Inf\"} 2\nh_sum 2\n",
            4,
            """
            3 error(s) occurred:
            * collected metric named "h_bucket" collides with previously collected histogram named \
            "h"
            * collected metric named "h_count" collides with previously collected histogram named \
            "h"
            * collected metric named "h_sum" collides with previously collected histogram named "h"\
            """);
  }

  @Test
  void collision_withSummary_isOfSumAndCountOnly() {
    new RuleCheck(
            endpoints,
            collector(
                family("s", FamilyType.SUMMARY, null, sample("s_count", 2)),
                gauge("s_bucket", sample("s_bucket", 1)),
                gauge("s_count", sample("s_count", 1)),
                gauge("s_sum", sample("s_sum", 1))))
        .servesWithErrors(
            "# TYPE s summary\ns_count 2\n# TYPE s_bucket gauge\ns_bucket 1\n",
            2,
            """
            2 error(s) occurred:
            * collected metric named "s_count" collides with previously collected summary named "s"
            * collected metric named "s_sum" collides with previously collected summary named "s"\
            """);
  }

  @Test
  void collision_withOtherTypes_isNone() {
    new RuleCheck(
            endpoints,
            collector(
                gauge("g", sample("g", 1)),
                gauge("g_bucket", sample("g_bucket", 1)),
                gauge("g_count", sample("g_count", 1)),
                gauge("g_sum", sample("g_sum", 1)),
                gauge("x_count", sample("x_count", 1))))
        .serves(
            """
            # TYPE g gauge
            g 1
            # TYPE g_bucket gauge
            g_bucket 1
            # TYPE g_count gauge
            g_count 1
            # TYPE g_sum gauge
            g_sum 1
            # TYPE x_count gauge
            x_count 1
            """);
  }

  @Test
  void collision_withFamilyThatWritesNothing_isNone() {
    new RuleCheck(
            endpoints,
            collector(
                family("h", FamilyType.HISTOGRAM, "A histogram without children."),
                gauge("h_count", sample("h_count", 1)),
                family("s", FamilyType.SUMMARY, null, sample("s_created", 1)),
                gauge("s_sum", sample("s_sum", 1))))
        .serves("# TYPE h_count gauge\nh_count 1\n# TYPE s_sum gauge\ns_sum 1\n");
  }

  @Test
  void collision_ofFamilyWithoutSamples_isNoError() {
    new RuleCheck(
            endpoints,
            collector(
                family("h", FamilyType.HISTOGRAM, null, sample("h_sum", 2), sample("h_sum", 3)),
                gauge("h_count")))
        .servesWithErrors(
            "# TYPE h histogram\nh_sum 2\n",
            1,
            "collected metric h_sum was collected before with the same name and label values");
  }

  @Test
  void collision_withFamilyThatIsLostItself_isNone() {
    new RuleCheck(
            endpoints,
            collector(
                family("x", FamilyType.SUMMARY, null, sample("x_sum", 1)),
                family("x_sum", FamilyType.SUMMARY, null, sample("x_sum_sum", 2)),
                gauge("x_sum_sum", sample("x_sum_sum", 3))))
        .servesWithErrors(
            "# TYPE x summary\nx_sum 1\n# TYPE x_sum_sum gauge\nx_sum_sum 3\n",
            1,
            "collected metric named \"x_sum\" collides with previously collected summary named"
                + " \"x\"");
  }

  @Test
  void sampleBeforeItsFamily_isCountedWithItsOwnReason() {
    new RuleCheck(
            endpoints,
            collector(gauge("g", sample("g", 1))),
            collector(family("g", FamilyType.UNTYPED, null, sample("g", 2))),
            visitor -> sample("orphan", 1).deliverTo(visitor))
        .servesWithErrors(
            "# TYPE g gauge\ng 1\n",
            2,
            """
            2 error(s) occurred:
            * collected metric family g has type untyped but should have gauge
            * a sample was delivered before its family\
            """);
  }
}
