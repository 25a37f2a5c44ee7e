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
 * @param access who may
 * @param handler answers the requests, after it has seen to it that only those who may are
 *     answered; called in an I/O thread, so it must not block
 */
record Route(List<HttpString> methods, String path, Access access, HttpHandler handler) {
  Route {
    methods = List.copyOf(methods);
  }

  /** A row for everybody. */
  static Route open(List<HttpString> methods, String path, HttpHandler handler) {
    return new Route(methods, path, Access.OPEN, handler);
  }

  /** Spells the row as {@code GET, HEAD /metrics}. */
  @Override
  public String toString() {
    return methods.stream().map(HttpString::toString).collect(Collectors.joining(", "))
        + " "
        + path;
  }
}
