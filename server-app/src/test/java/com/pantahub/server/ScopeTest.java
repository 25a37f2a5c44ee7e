package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Scope} and {@link Access}. */
class ScopeTest {

  @Test
  void parse_several_areThese() {
    String text =
        " prn:pantahub.com:apis:/base/devices.readonly  prn:pantahub.com:apis:/base/devices.write";
    assertThat(Scope.parse(text)).contains(Set.of(Scope.DEVICES_READONLY, Scope.DEVICES_WRITE));
  }

  @ParameterizedTest
  @EnumSource
  void parse_formatted_isTheSame(Scope scope) {
    assertThat(Scope.parse(Scope.format(Set.of(scope)))).contains(Set.of(scope));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "all",
        "prn:pantahub.com:apis:/base/root",
        "prn:pantahub.com:apis:/base/all,prn:pantahub.com:apis:/base/devices"
      })
  void parse_unknown_isEmpty(String text) {
    assertThat(Scope.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ALL,              true,  true,  true",
    "DEVICES,          true,  true,  true",
    "DEVICES_READONLY, true,  false, false",
    "DEVICES_WRITE,    false, true,  false",
    "DEVICES_CHANGE,   false, false, true"
  })
  void allows_scope_isAsDocumented(Scope scope, boolean read, boolean write, boolean tokens) {
    assertThat(Access.READ.allows(Set.of(scope))).isEqualTo(read);
    assertThat(Access.WRITE.allows(Set.of(scope))).isEqualTo(write);
    assertThat(Access.ANYBODY.allows(Set.of(scope))).isEqualTo(write);
    assertThat(Access.TOKENS.allows(Set.of(scope))).isEqualTo(tokens);
    assertThat(Access.BEARER.allows(Set.of(scope))).isTrue();
  }
}
