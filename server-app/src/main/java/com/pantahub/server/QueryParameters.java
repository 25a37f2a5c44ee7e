package com.pantahub.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a query, decoded, in the order they were sent. Immutable.
 *
 * @param all the parameters
 */
record QueryParameters(List<Parameter> all) {

  /** One parameter. */
  record Parameter(String name, String value) {}

  QueryParameters {
    all = List.copyOf(all);
  }

  /**
   * Reads a query as it was sent.
   *
   * @throws ApiException 400 if it is badly encoded
   */
  static QueryParameters parse(String query) {
    List<Parameter> parameters = new ArrayList<>();
    for (String part : query.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        parameters.add(
            equals < 0
                ? new Parameter(decode(part), "")
                : new Parameter(
                    decode(part.substring(0, equals)), decode(part.substring(equals + 1))));
      }
    }
    return new QueryParameters(parameters);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest("The query is badly encoded");
    }
  }

  /**
   * Returns the value of a parameter.
   *
   * @throws ApiException 400 if it was sent more than once
   */
  Optional<String> value(String name) {
    List<String> values =
        all.stream().filter(one -> one.name().equals(name)).map(Parameter::value).toList();
    if (values.size() > 1) {
      throw ApiException.badRequest("The query has a parameter twice that is meant once");
    }
    return values.stream().findFirst();
  }
}
