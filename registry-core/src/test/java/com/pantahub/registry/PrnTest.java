package com.pantahub.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pantahub.registry.RegistryException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrnTest {

  private static final DeviceId ID = new DeviceId("5f0000010a0b0c0d0e000001");

  @Test
  void of_device_namesIt() {
    Prn prn = Prn.of(ID);

    assertThat(prn).hasToString("prn:::devices:/5f0000010a0b0c0d0e000001");
    assertThat(prn.deviceId()).contains(ID);
    assertThat(prn.isAccount()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"prn:::accounts:/5f0000010a0b0c0d0e000001", "prn:pantahub.com:auth:/user1"})
  void new_account_isAccount(String text) {
    Prn prn = new Prn(text);

    assertThat(prn.isAccount()).isTrue();
    assertThat(prn.deviceId()).isEmpty();
    assertThat(prn).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "prn",
        "prn:::devices:/",
        "prn:::devices:/5F0000010A0B0C0D0E000001",
        "prn:::devices:/5f0000010a0b0c0d0e000001/x",
        "prn:::accounts:/user1",
        "prn:::accounts:/5f0000010a0b0c0d0e000001\n",
        "prn:pantahub.com:auth:/",
        "prn:pantahubxcom:auth:/user1",
        "prn:pantahub.com:auth:/us er",
        "5f0000010a0b0c0d0e000001"
      })
  void new_anythingElse_isInvalid(String text) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> new Prn(text))
        .returns(Reason.INVALID, RegistryException::reason);
  }
}
