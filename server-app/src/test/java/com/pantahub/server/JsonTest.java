package com.pantahub.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "\"\"",
        "-1",
        "9223372036854775807",
        "9223372036854775808",
        "-123456789012345678901234567890",
        "0.1",
        "1.50",
        "-0.5",
        "12345678901234567890.123456789",
        "1E+400",
        "{\"b\":[1,[2,{\"a\":null}]],\"a\":{\"\":false},\"ä€😀\":\"\\u0000\\n\\\"/\"}"
      })
  void write_whatWasRead_isTheSame(String text) {
    assertThat(new String(Json.write(Json.read(text.getBytes(UTF_8))), UTF_8)).isEqualTo(text);
  }

  @Test
  void read_numbers_keepEveryDigit() {
    assertThat(read("[1,9223372036854775808,0.10]"))
        .isEqualTo(List.of(1L, new BigInteger("9223372036854775808"), new BigDecimal("0.10")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":1",
        "[1,",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "01",
        "+1",
        ".5",
        "1.",
        "NaN",
        "Infinity",
        "tru",
        "{}{}",
        "{} x",
        "1 2",
        "// comment\n1",
        "\"\n\"",
        "\"\\x\"",
        "\"\\ud800\"",
        "\"\\ud800\\ud800\"",
        "\"\\udc00\"",
        "{\"\\udc00\":1}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "1e1001",
        "1e-1001",
        "0e99999",
        "1e999999999",
        "1e99999999999999999999",
        "\ufeff{}"
      })
  void read_noJson_isBadRequest(String text) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> read(text))
        .satisfies(e -> assertThat(e.status()).isEqualTo(400));
  }

  @Test
  void read_noUtf8_isBadRequest() {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> Json.read("\"\u00e4\"".getBytes(ISO_8859_1)))
        .withMessage("The body must be JSON, but is not UTF-8");
  }

  @Test
  void read_depth_isBounded() {
    assertThat(read("[".repeat(64) + "]".repeat(64))).isInstanceOf(List.class);
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> read("[".repeat(65) + "]".repeat(65)))
        .satisfies(e -> assertThat(e.status()).isEqualTo(400));
    assertThatExceptionOfType(ApiException.class).isThrownBy(() -> read("{\"a\":".repeat(100_000)));
  }

  @Test
  void read_numberTooLong_isBadRequest() {
    assertThat(read("9".repeat(1_000))).isInstanceOf(BigInteger.class);
    assertThatExceptionOfType(ApiException.class).isThrownBy(() -> read("9".repeat(1_001)));
  }

  @Test
  void read_secretInMalformedText_isNotRepeated() {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> read("{\"password\":\"hunter2\" hunter3}"))
        .withMessageNotContaining("hunter")
        .withNoCause();
  }

  @Test
  void write_noJsonValue_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.write(Map.of("a", new Object())))
        .withMessage("no JSON value: class=java.lang.Object");
  }

  private static Object read(String text) {
    Object value = Json.read(text.getBytes(UTF_8));
    assertThat(value).isNotNull();
    return value == null ? List.of() : value;
  }
}
