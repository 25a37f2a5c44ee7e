package com.pantahub.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever is delivered, a strict parser finds in the text what the rules say. */
class TextFormatPropertyTest {

  private static final int SCRAPES = 40;

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  @RepeatedTest(15)
  void scrapes_ofAChangingWorld_areWhatTheRulesSay() {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("TextFormatPropertyTest: -Dseed=" + seed);
    Random random = new Random(seed);
    RandomWorld world = new RandomWorld(random);
    List<GivenCollector> collectors = new ArrayList<>();
    ScrapeEndpoint endpoint = endpoints.make(b -> b.ownMetrics(false).source(() -> collectors));
    ScrapeEndpoint counting = endpoints.make(b -> b.source(() -> collectors));
    double errors = 0;

    for (int i = 0; i < SCRAPES; i++) {
      collectors.clear();
      collectors.addAll(world.collectors());
      ExpectedScrape expected = ExpectedScrape.of(collectors);

      Answer answer = Answer.getEncoded(endpoint, random.nextBoolean() ? "gzip" : null);
      if (expected.families().isEmpty() && expected.problems() > 0) {
        assertThat(answer.status()).isEqualTo(500);
      } else {
        assertThat(describe(answer.families()))
            .describedAs("seed %d scrape %d", seed, i)
            .isEqualTo(describe(expected.families()));
        assertThat(answer.families()).isEqualTo(expected.families());
      }
      assertThat(Endpoints.gatheringErrors(counting))
          .describedAs("errors before seed %d scrape %d", seed, i)
          .isEqualTo(errors);
      errors += expected.problems();
      world.change();
    }
  }

  /** Describes families so that a difference can be read. */
  private static String describe(List<ParsedFamily> families) {
    List<String> lines = new ArrayList<>();
    for (ParsedFamily family : families) {
      lines.add(family.name() + " " + family.type() + " " + family.help());
      family.samples().forEach(sample -> lines.add(sample.toString()));
    }
    return String.join("\n", lines);
  }
}
