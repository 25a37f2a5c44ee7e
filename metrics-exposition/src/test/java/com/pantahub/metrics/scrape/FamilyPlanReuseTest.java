package com.pantahub.metrics.scrape;

import static com.pantahub.metrics.scrape.GivenFamily.collector;
import static com.pantahub.metrics.scrape.GivenFamily.family;
import static com.pantahub.metrics.scrape.GivenFamily.gauge;
import static com.pantahub.metrics.scrape.GivenFamily.sample;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.source.FamilyCollector;
import com.pantahub.metrics.source.FamilyType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Scrapes of one endpoint whose families change in between: nothing of an earlier one is left. */
class FamilyPlanReuseTest {

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  private final List<FamilyCollector> collectors = new ArrayList<>();

  @Test
  void values_moveWithTheirChildren() {
    ScrapeEndpoint endpoint = endpoint();

    scrapes(endpoint, "g{a=\"1\"} 1\ng{a=\"2\"} 2\n", g(1, "1"), g(2, "2"));
    scrapes(endpoint, "g{a=\"1\"} 3\ng{a=\"2\"} 4\n", g(4, "2"), g(3, "1"));
    scrapes(endpoint, "g{a=\"1\"} 5\ng{a=\"2\"} 6\n", g(6, "2"), g(5, "1"));
    scrapes(endpoint, "g{a=\"1\"} 7\ng{a=\"2\"} 8\n", g(7, "1"), g(8, "2"));
  }

  @Test
  void children_comeAndGoAtAnyPlace() {
    ScrapeEndpoint endpoint = endpoint();

    scrapes(endpoint, "g{a=\"b\"} 1\n", g(1, "b"));
    scrapes(endpoint, "g{a=\"a\"} 2\ng{a=\"b\"} 1\n", g(1, "b"), g(2, "a"));
    scrapes(
        endpoint, "g{a=\"a\"} 2\ng{a=\"b\"} 1\ng{a=\"c\"} 3\n", g(3, "c"), g(1, "b"), g(2, "a"));
    scrapes(endpoint, "g{a=\"b\"} 9\ng{a=\"c\"} 8\n", g(8, "c"), g(9, "b"));
    scrapes(endpoint, "g{a=\"c\"} 7\n", g(7, "c"));
    scrapes(endpoint, "g{a=\"c\"} 7\ng{a=\"d\"} 6\n", g(7, "c"), g(6, "d"));
    scrapes(endpoint, "g{a=\"d\"} 5\n", g(5, "d"));
  }

  @Test
  void manyChildren_halfOfThemLeavingAndReturning_areRight() {
    ScrapeEndpoint endpoint = endpoint();

    for (int round = 0; round < 6; round++) {
      List<GivenFamily.GivenSample> samples = new ArrayList<>();
      StringBuilder expected = new StringBuilder();
      for (int i = round % 2 * 1000; i < 2000; i++) {
        samples.add(sample("g", round + i, "a", "v" + (10_000 + i)));
        expected.append("g{a=\"v" + (10_000 + i) + "\"} " + (round + i) + "\n");
      }
      scrapes(endpoint, expected.toString(), samples.toArray(new GivenFamily.GivenSample[0]));
    }
  }

  @Test
  void labelLists_ofTheSameInstanceWithOtherContent_areReadAgain() {
    ScrapeEndpoint endpoint = endpoint();
    List<@Nullable String> names = new ArrayList<>(List.of("a"));
    List<@Nullable String> values = new ArrayList<>(List.of("1"));

    scrapes(endpoint, "g{a=\"1\"} 1\n", sample("g", 1, names, values));
    values.set(0, "2");
    scrapes(endpoint, "g{a=\"2\"} 1\n", sample("g", 1, names, values));
    names.set(0, "b");
    scrapes(endpoint, "g{b=\"2\"} 1\n", sample("g", 1, names, values));
    names.add("c");
    values.add("3");
    scrapes(endpoint, "g{b=\"2\",c=\"3\"} 1\n", sample("g", 1, names, values));
    names.clear();
    values.clear();
    scrapes(endpoint, "g 1\n", sample("g", 1, names, values));
  }

  @Test
  void namesAndValues_thatTradePlaces_areToldApart() {
    ScrapeEndpoint endpoint = endpoint();

    scrapes(endpoint, "g{a=\"b\",c=\"d\"} 1\n", sample("g", 1, "a", "b", "c", "d"));
    scrapes(endpoint, "g{a=\"c\",b=\"d\"} 1\n", sample("g", 1, "a", "c", "b", "d"));
    scrapes(endpoint, "", sample("g", 1, List.of("a", "b", "c"), List.of("d")));
    scrapes(endpoint, "g{a=\"c\",b=\"d\"} 1\n", sample("g", 1, "a", "c", "b", "d"));
    scrapes(endpoint, "", sample("g", 1, List.of("a"), List.of("c", "b", "d")));
  }

  @Test
  void samples_thatTurnInvalidAndBack_areCountedEachTime() {
    ScrapeEndpoint endpoint = endpoints.make(b -> b.source(() -> collectors));

    for (int errors = 0; errors < 5; errors++) {
      collect(gauge("g", g(1, "1"), sample("g", 2, "__a", "x")));
      assertThat(Answer.get(endpoint).text()).startsWith("# TYPE g gauge\ng{a=\"1\"} 1\n# HELP p");
      collect(gauge("g", g(1, "1"), sample("g", 2, "a", "x")));
      Answer answer = Answer.get(endpoint);
      assertThat(answer.text()).startsWith("# TYPE g gauge\ng{a=\"1\"} 1\ng{a=\"x\"} 2\n# HELP p");
      assertThat(answer.value(Endpoints.GATHERING_ERRORS)).isEqualTo(errors + 1);
    }
  }

  @Test
  void helpAndType_thatChange_areWrittenAtOnce() {
    ScrapeEndpoint endpoint = endpoint();

    for (int i = 0; i < 2; i++) {
      collect(family("x", FamilyType.GAUGE, "One.", sample("x", 1)));
      assertThat(Answer.get(endpoint).text()).isEqualTo("# HELP x One.\n# TYPE x gauge\nx 1\n");
      collect(family("x", FamilyType.GAUGE, "Two.", sample("x", 2)));
      assertThat(Answer.get(endpoint).text()).isEqualTo("# HELP x Two.\n# TYPE x gauge\nx 2\n");
      collect(family("x", FamilyType.GAUGE, null, sample("x", 3)));
      assertThat(Answer.get(endpoint).text()).isEqualTo("# TYPE x gauge\nx 3\n");
      collect(family("x", FamilyType.STATE_SET, null, sample("x", 4)));
      assertThat(Answer.get(endpoint).text()).isEqualTo("# TYPE x gauge\nx 4\n");
      collect(family("x", FamilyType.UNTYPED, null, sample("x", 5)));
      assertThat(Answer.get(endpoint).text()).isEqualTo("# TYPE x untyped\nx 5\n");
      collect(family("x", FamilyType.SUMMARY, null, sample("x", 6)));
      assertThat(Answer.get(endpoint).status()).isEqualTo(500);
    }
  }

  @Test
  void timestamps_thatComeAndGo_areOnTheRightSamples() {
    ScrapeEndpoint endpoint = endpoint();

    scrapes(endpoint, "g{a=\"1\"} 1\ng{a=\"2\"} 2\n", g(1, "1"), g(2, "2"));
    scrapes(endpoint, "g{a=\"1\"} 1\ng{a=\"2\"} 2 7\n", g(1, "1"), g(2, "2").at(7));
    scrapes(endpoint, "g{a=\"1\"} 1 8\ng{a=\"2\"} 2\n", g(1, "1").at(8), g(2, "2"));
    scrapes(endpoint, "g{a=\"1\"} 1\n", g(1, "1"), g(2, "2").at(-7));
    scrapes(endpoint, "", g(1, "1").at(-1), g(2, "2").at(-2));
    scrapes(endpoint, "g{a=\"1\"} 1\ng{a=\"2\"} 2\n", g(1, "1"), g(2, "2"));
  }

  @Test
  void families_thatMoveBetweenCollectors_stayTheSame() {
    ScrapeEndpoint endpoint = endpoint();
    String text = "# TYPE f gauge\nf 1\n# TYPE g gauge\ng{a=\"1\"} 1\ng{a=\"2\"} 2\n";

    collect(gauge("f", sample("f", 1)), gauge("g", g(1, "1"), g(2, "2")));
    assertThat(Answer.get(endpoint).text()).isEqualTo(text);
    collectors.clear();
    collectors.add(collector(gauge("g", g(2, "2"))));
    collectors.add(collector(gauge("f", sample("f", 1)), gauge("g", g(1, "1"))));
    assertThat(Answer.get(endpoint).text()).isEqualTo(text);
    collectors.add(collectors.remove(0));
    assertThat(Answer.get(endpoint).text()).isEqualTo(text);
    assertThat(Answer.get(endpoint).text()).isEqualTo(text);
  }

  @Test
  void families_thatDisappear_areForgottenAndFoundAgain() {
    ScrapeEndpoint endpoint = endpoint();

    for (int i = 0; i < 3; i++) {
      collect(gauge("f", sample("f", 1)), gauge("g", sample("g", 2)));
      assertThat(Answer.get(endpoint).text())
          .isEqualTo("# TYPE f gauge\nf 1\n# TYPE g gauge\ng 2\n");
      collect(gauge("h", sample("h", 3)), gauge("g", sample("g", 4)));
      assertThat(Answer.get(endpoint).text())
          .isEqualTo("# TYPE g gauge\ng 4\n# TYPE h gauge\nh 3\n");
      collectors.clear();
      assertThat(Answer.get(endpoint).text()).isEmpty();
    }
  }

  @Test
  void earlierAnswer_notYetRead_isNotOverwritten() {
    ScrapeEndpoint endpoint = endpoint();
    collect(gauge("g", g(1, "1"), g(2, "2")));
    try (ScrapeResponse first = endpoint.scrape(ScrapeRequest.get())) {
      scrapes(endpoint, "g{a=\"1\"} 3\ng{a=\"3\"} 4\n", g(3, "1"), g(4, "3"));

      assertThat(Answer.of(first).text()).isEqualTo("# TYPE g gauge\ng{a=\"1\"} 1\ng{a=\"2\"} 2\n");
    }
  }

  private static GivenFamily.GivenSample g(double value, String labelValue) {
    return sample("g", value, "a", labelValue);
  }

  private ScrapeEndpoint endpoint() {
    return endpoints.make(b -> b.ownMetrics(false).source(() -> collectors));
  }

  private void collect(GivenFamily... families) {
    collectors.clear();
    collectors.add(collector(families));
  }

  /** Scrapes samples of a gauge beside another family, twice. */
  private void scrapes(ScrapeEndpoint endpoint, String lines, GivenFamily.GivenSample... samples) {
    collect(gauge("g", samples), gauge("z", sample("z", 1)));
    String expected = (lines.isEmpty() ? "" : "# TYPE g gauge\n" + lines) + "# TYPE z gauge\nz 1\n";
    assertThat(Answer.get(endpoint).text()).isEqualTo(expected);
    assertThat(Answer.getEncoded(endpoint, "gzip").text()).isEqualTo(expected);
  }
}
