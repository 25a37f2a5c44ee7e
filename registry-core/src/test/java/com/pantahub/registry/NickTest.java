package com.pantahub.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pantahub.registry.RegistryException.Reason;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NickTest {

  @ParameterizedTest
  @MethodSource("good")
  void new_allowedCharacters_isThatNick(String text) {
    assertThat(new Nick(text)).hasToString(text);
  }

  static Stream<String> good() {
    return Stream.of("abc", "A-Z_a-z+0%9", "5f0000010a0b0c0d0e000001", "x".repeat(64));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void new_anythingElse_isInvalidAndNotRepeated(String text) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> new Nick(text))
        .returns(Reason.INVALID, RegistryException::reason)
        .withMessage("A nick is 3 to 64 characters out of A-Z a-z 0-9 _ - + %");
  }

  static Stream<String> bad() {
    return Stream.of("", "ab", "x".repeat(65), "a b", "a/b", "a.b.c", "caf\u00e9", "abc\n");
  }

  @Test
  void placeholder_ofADevice_isToBeReplaced() {
    Nick placeholder = Nick.placeholder(new DeviceId("5f0000010a0b0c0d0e000001"));

    assertThat(placeholder).hasToString("__unregistered__5f0000010a0b0c0d0e000001");
    assertThat(placeholder.isPlaceholder()).isTrue();
    assertThat(new Nick("unregistered__x").isPlaceholder()).isFalse();
  }
}
