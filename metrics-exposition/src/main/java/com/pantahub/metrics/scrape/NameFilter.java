package com.pantahub.metrics.scrape;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The families a request asks for with {@code name[]=…}. Immutable.
 *
 * <p>Source: RFC 3986, section 2.1, for escapes; {@code +} is a space, as in forms.
 */
final class NameFilter {

  /** The longest query that is read. */
  static final int MAX_QUERY_CHARS = 64 * 1024;

  /** The most names one request may ask for. */
  static final int MAX_NAMES = 1024;

  private static final NameFilter ALL = new NameFilter(null);

  private final @Nullable Set<String> names;

  private NameFilter(@Nullable Set<String> names) {
    this.names = names;
  }

  /**
   * Reads a query.
   *
   * @param query the raw query, or null
   * @throws IllegalArgumentException saying what is wrong with the query
   */
  static NameFilter parse(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return ALL;
    }
    if (query.length() > MAX_QUERY_CHARS) {
      throw new IllegalArgumentException("query is longer than " + MAX_QUERY_CHARS + " characters");
    }
    Set<String> names = null;
    int count = 0;
    for (int start = 0; start <= query.length(); ) {
      int end = indexOfOrEnd(query, '&', start, query.length());
      int equals = indexOfOrEnd(query, '=', start, end);
      String key = decode(query, start, equals);
      String value = decode(query, Math.min(equals + 1, end), end);
      if (key.equals("name[]")) {
        if (++count > MAX_NAMES) {
          throw new IllegalArgumentException("query has more than " + MAX_NAMES + " names");
        }
        names = names == null ? new HashSet<>() : names;
        names.add(value);
      }
      start = end + 1;
    }
    return names == null ? ALL : new NameFilter(names);
  }

  /** Tells whether a family is asked for. */
  boolean includes(String family) {
    return names == null || names.contains(family);
  }

  /** Tells whether no family can be asked for: every name is empty. */
  boolean excludesAll() {
    return names != null && names.equals(Set.of(""));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NameFilter filter && Objects.equals(names, filter.names);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(names);
  }

  private static int indexOfOrEnd(String text, char c, int from, int end) {
    int index = text.indexOf(c, from);
    return index < 0 || index > end ? end : index;
  }

  private static String decode(String query, int start, int end) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
    for (int i = start; i < end; i++) {
      char c = query.charAt(i);
      if (c == '%') {
        int high = i + 2 < end ? hexDigit(query.charAt(i + 1)) : -1;
        int low = i + 2 < end ? hexDigit(query.charAt(i + 2)) : -1;
        if (high < 0 || low < 0) {
          throw new IllegalArgumentException("query has a bad escape at character " + i);
        }
        bytes.write((high << 4) | low);
        i += 2;
      } else if (c == '+') {
        bytes.write(' ');
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
