package com.pantahub.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameGeneratorTest {

  private final NameGenerator names = new NameGenerator(new SecureRandom());

  @Test
  void words_all_arePlainSortedAndDistinct() {
    assertThat(NameGenerator.readWords())
        .hasSizeGreaterThan(2_048)
        .isSorted()
        .doesNotHaveDuplicates()
        .allSatisfy(word -> assertThat(word).matches("[a-z]{3,7}"));
  }

  @Test
  void challenge_isThreeWordsJoinedByHyphens() {
    assertThat(List.of(names.challenge().value().split("-", -1)))
        .hasSize(3)
        .isSubsetOf(NameGenerator.readWords());
  }

  @Test
  void nick_isThreeWordsJoinedByUnderscores() {
    assertThat(List.of(names.nick().value().split("_", -1)))
        .hasSize(3)
        .isSubsetOf(NameGenerator.readWords());
  }

  @Test
  void challenge_manyTimes_usesEveryWord() {
    Set<String> used = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      used.addAll(List.of(names.challenge().value().split("-", -1)));
    }

    assertThat(used).containsExactlyInAnyOrderElementsOf(NameGenerator.readWords());
  }
}
