package com.pantahub.it.registry;

import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer of the registry's API. Immutable.
 *
 * @param status its status
 * @param headers its headers
 * @param text its body
 */
record ApiResponse(int status, HttpHeaders headers, String text) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Returns the body as JSON. */
  JsonNode json() {
    return JSON.readTree(text);
  }

  /** Returns a text in the body's object. */
  String field(String name) {
    JsonNode value = json().path(name);
    if (!value.isString()) {
      throw new AssertionError("no text '" + name + "' in " + status + " " + text);
    }
    return value.stringValue();
  }

  /** Returns the only value of a header, or null if there is none. */
  @Nullable String header(String name) {
    return headers.firstValue(name).orElse(null);
  }
}
