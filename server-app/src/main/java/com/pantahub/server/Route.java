package com.pantahub.server;

import io.undertow.server.HttpHandler;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One row of the table of what is served. Immutable.
 *
 * @param methods methods the handler answers
 * @param path path without a trailing slash; {@code {name}} stands for one segment
 * @param handler answers the requests; called in an I/O thread, so it must not block
 */
record Route(List<HttpString> methods, String path, HttpHandler handler) {
  Route {
    methods = List.copyOf(methods);
  }

  /** Spells the row as {@code GET, HEAD /metrics}. */
  @Override
  public String toString() {
    return methods.stream().map(HttpString::toString).collect(Collectors.joining(", "))
        + " "
        + path;
  }
}
