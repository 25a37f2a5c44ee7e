package com.pantahub.server;

import io.undertow.util.HttpString;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer with status 200. Immutable.
 *
 * @param body what {@link Json#write} can write
 * @param headers what stands in the header beside what every answer has
 */
record ApiAnswer(Object body, Map<HttpString, String> headers) {
  ApiAnswer {
    headers = Map.copyOf(headers);
  }

  static ApiAnswer of(Object body) {
    return new ApiAnswer(body, Map.of());
  }

  ApiAnswer with(HttpString header, String value) {
    Map<HttpString, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new ApiAnswer(body, all);
  }
}
