package com.pantahub.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.source.FamilyCollector;

/**
 * What an endpoint makes of certain collectors, in either error mode. Not thread-safe; one per
 * test.
 */
final class RuleCheck {

  private static final FamilyCollector KEPT =
      GivenFamily.collector(GivenFamily.gauge("zz_kept", GivenFamily.sample("zz_kept", 1)));
  private static final String KEPT_TEXT = "# TYPE zz_kept gauge\nzz_kept 1\n";

  private final Endpoints endpoints;
  private final FamilyCollector[] collectors;

  /**
   * Makes a check.
   *
   * @param endpoints makes the endpoints
   * @param collectors what is checked; a good family is added to it
   */
  RuleCheck(Endpoints endpoints, FamilyCollector... collectors) {
    this.endpoints = endpoints;
    this.collectors = new FamilyCollector[collectors.length + 1];
    System.arraycopy(collectors, 0, this.collectors, 0, collectors.length);
    this.collectors[collectors.length] = KEPT;
  }

  /** Checks that everything is served in both modes, as this text. */
  void serves(String text) {
    servesInContinueMode(text);
    ScrapeEndpoint strict = strict();
    assertThat(Answer.get(strict).text()).isEqualTo(text + KEPT_TEXT);
    assertThat(Answer.get(strict).text()).isEqualTo(text + KEPT_TEXT);
    assertThat(Endpoints.gatheringErrors(counting())).isZero();
    assertThat(endpoints.logged()).isEmpty();
  }

  /**
   * Checks that the rest is served as a text in one mode and nothing in the other.
   *
   * @param text what is left besides the good family
   * @param errors how many errors are counted
   * @param messages what is answered in strict mode
   */
  void servesWithErrors(String text, int errors, String messages) {
    servesInContinueMode(text);

    ScrapeEndpoint counting = counting();
    assertThat(Endpoints.gatheringErrors(counting)).isZero();
    assertThat(Endpoints.gatheringErrors(counting)).isEqualTo(errors);
    assertThat(Endpoints.gatheringErrors(counting)).isEqualTo(2 * errors);

    ScrapeEndpoint strict = strict();
    for (int i = 0; i < 2; i++) {
      Answer answer = Answer.get(strict);
      assertThat(answer.text())
          .isEqualTo("An error has occurred while serving metrics:\n\n" + messages + "\n");
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
    }
    assertThat(endpoints.logged()).isNotEmpty().allMatch(messages::contains);
  }

  private void servesInContinueMode(String text) {
    ScrapeEndpoint endpoint = endpoints.of(collectors);
    for (String scrape : new String[] {"first", "second"}) {
      Answer answer = Answer.get(endpoint);
      assertThat(answer.text()).describedAs("%s scrape", scrape).isEqualTo(text + KEPT_TEXT);
      assertThat(answer.status()).isEqualTo(200);
    }
    assertThat(endpoints.logged()).doesNotHaveDuplicates();
  }

  private ScrapeEndpoint counting() {
    return endpoints.make(builder -> builder, collectors);
  }

  private ScrapeEndpoint strict() {
    return endpoints.make(
        builder -> builder.ownMetrics(false).errorMode(ErrorMode.STRICT), collectors);
  }
}
