package com.pantahub.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
  private static final JsonObject OBJECT =
      read("{\"t\":\"x\",\"e\":\"\",\"n\":7,\"b\":true,\"o\":{\"p\":1},\"null\":null,\"a\":[]}");

  @Test
  void members_ofTheirType_areRead() {
    assertThat(OBJECT.text("t")).contains("x");
    assertThat(OBJECT.wholeNumber("n")).contains(7L);
    assertThat(OBJECT.flag("b")).contains(true);
    assertThat(OBJECT.object("o").flatMap(o -> o.wholeNumber("p"))).contains(1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "missing"})
  void members_nullOrMissing_areAbsent(String name) {
    assertThat(OBJECT.text(name)).isEmpty();
    assertThat(OBJECT.wholeNumber(name)).isEmpty();
    assertThat(OBJECT.flag(name)).isEmpty();
    assertThat(OBJECT.object(name)).isEmpty();
  }

  @Test
  void nonEmptyText_empty_isAbsent() {
    assertThat(OBJECT.text("e")).contains("");
    assertThat(OBJECT.nonEmptyText("e")).isEmpty();
  }

  @Test
  void members_ofAnotherType_areBadRequests() {
    assertBadRequest(() -> OBJECT.text("n"), "n must be a string");
    assertBadRequest(() -> OBJECT.nonEmptyText("a"), "a must be a string");
    assertBadRequest(() -> OBJECT.flag("t"), "t must be true or false");
    assertBadRequest(() -> OBJECT.object("a"), "a must be an object");
    assertBadRequest(() -> OBJECT.wholeNumber("t"), "t must be a whole number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "1", "\"a\""})
  void read_noObject_isBadRequest(String text) {
    assertBadRequest(() -> read(text), "The body must be a JSON object");
  }

  @Test
  void toString_always_hidesEverything() {
    assertThat(OBJECT).hasToString("JsonObject[hidden]");
  }

  private static JsonObject read(String text) {
    return JsonObject.read(text.getBytes(UTF_8));
  }

  private static void assertBadRequest(ThrowingCallable call, String message) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(call)
        .withMessage(message)
        .satisfies(e -> assertThat(e.status()).isEqualTo(400));
  }
}
