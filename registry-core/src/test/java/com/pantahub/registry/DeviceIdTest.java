package com.pantahub.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pantahub.registry.RegistryException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceIdTest {

  @Test
  void new_24LowerCaseHexDigits_isThatId() {
    assertThat(new DeviceId("0123456789abcdef01234567")).hasToString("0123456789abcdef01234567");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcdef0123456",
        "0123456789abcdef012345678",
        "0123456789ABCDEF01234567",
        "0123456789abcdeg01234567",
        "0123456789abcdef01234567\n",
        "0123456789abcdef0123456\u0667"
      })
  void new_anythingElse_isInvalid(String text) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> new DeviceId(text))
        .returns(Reason.INVALID, RegistryException::reason);
  }

  @Test
  void compareTo_byDigits_ordersUnsigned() {
    assertThat(new DeviceId("f".repeat(24))).isGreaterThan(new DeviceId("7" + "f".repeat(23)));
    assertThat(new DeviceId("a".repeat(24))).isGreaterThan(new DeviceId("9".repeat(24)));
  }
}
