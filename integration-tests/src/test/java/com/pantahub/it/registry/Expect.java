package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What answers of the API must be. No state. */
final class Expect {

  static final String AUTH_URL = "http://localhost:12365/auth";
  static final String NOT_AUTHORIZED =
      "JWT realm=\"pantahub services\", ph-aeps=\"" + AUTH_URL + "\"";
  static final String NOT_ALLOWED =
      "Bearer realm=\"pantahub services\", ph-aeps=\"" + AUTH_URL + "\"";
  static final String INSUFFICIENT_SCOPE = NOT_ALLOWED + ", error=\"insufficient_scope\"";

  private static final String JSON = "application/json; charset=utf-8";
  private static final List<String> INTERNALS =
      List.of("Exception", "\tat ", "java.", "com.pantahub", "org.", "SELECT", "select ", "SQL");

  private Expect() {}

  /** Checks what every answer of the API has, whatever its status. */
  static ApiResponse framed(ApiResponse answer) {
    assertThat(answer.headers().allValues("Content-Type")).as(answer.text()).containsExactly(JSON);
    assertThat(answer.headers().allValues("X-Powered-By")).containsExactly("go-json-rest");
    assertThat(answer.headers().allValues("X-Runtime"))
        .singleElement()
        .asString()
        .matches("\\d+\\.\\d{6}");
    if (answer.status() >= 400) {
      error(answer);
    }
    return answer;
  }

  private static void error(ApiResponse answer) {
    JsonNode error = answer.json();
    assertThat(error.propertyNames())
        .as(answer.text())
        .containsExactlyInAnyOrder("Error", "error", "msg", "code");
    assertThat(answer.field("Error")).isNotEmpty();
    assertThat(answer.field("error")).matches("REST-ERR-ID-[0-9A-Za-z-]+");
    assertThat(answer.field("msg")).isNotEmpty();
    assertThat(error.path("code").intValue()).isEqualTo(answer.status());
    assertThat(INTERNALS).as(answer.text()).noneMatch(answer.text()::contains);
    if (answer.status() == 401) {
      assertThat(answer.field("Error")).isEqualTo("Not Authorized");
    }
  }

  /** Checks for success, and returns the body. */
  static JsonNode ok(ApiResponse answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.headers().map()).doesNotContainKey("location");
    return answer.json();
  }

  /** Checks for a refusal whose message contains texts. */
  static ApiResponse refused(ApiResponse answer, int status, String... messages) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(messages).allMatch(answer.field("msg")::contains, "in " + answer.text());
    return answer;
  }

  /** Checks for a refusal of whoever has no valid token. */
  static void unauthorized(ApiResponse answer) {
    refused(answer, 401);
    assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly(NOT_AUTHORIZED);
  }

  /** Checks for a refusal of who has a valid token, but not the right to do this. */
  static void forbidden(ApiResponse answer, String... messages) {
    refused(answer, 403, messages);
    assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly(NOT_ALLOWED);
  }

  /** Checks for a refusal for want of a scope only. */
  static void insufficientScope(ApiResponse answer) {
    refused(answer, 403);
    assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly(INSUFFICIENT_SCOPE);
  }
}
