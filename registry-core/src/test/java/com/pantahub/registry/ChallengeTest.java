package com.pantahub.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pantahub.registry.RegistryException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {

  @Test
  void matches_onlyTheSameWords() {
    Challenge challenge = new Challenge("able-bridge-cake");

    assertThat(challenge.matches(new Challenge("able-bridge-cake"))).isTrue();
    assertThat(challenge.matches(new Challenge("able-bridge-calm"))).isFalse();
    assertThat(challenge.matches(new Challenge("able-bridge-cakes"))).isFalse();
  }

  @Test
  void toString_always_hidesTheWords() {
    assertThat(new Challenge("able-bridge-cake").toString()).doesNotContain("able", "cake");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "able",
        "able-bridge",
        "able-bridge-cake-x",
        "able--cake",
        "Able-bridge-cake",
        "able_bridge_cake",
        " able-bridge-cake",
        "able-bridge-cake\n"
      })
  void new_notThreeWords_isInvalidAndNotRepeated(String text) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> new Challenge(text))
        .returns(Reason.INVALID, RegistryException::reason)
        .withMessage("A challenge is three words in lower case, joined by '-'");
  }
}
