package com.pantahub.metrics.scrape;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of a header that weighs alternatives, such as {@code gzip;q=0.5, *;q=0}. Not
 * thread-safe.
 *
 * <p>Source: RFC 9110, sections 5.6.1 (lists, whose empty elements are skipped), 5.6.6 (parameters)
 * and 12.4.2 (weights).
 */
final class HeaderElements {

  /** The weight of an element without one. */
  static final int FULL_WEIGHT = 1000;

  private final String header;
  private int position;
  private String value = "";
  private int weight;
  private boolean malformed;
  private final Map<String, String> parameters = new HashMap<>();

  HeaderElements(String header) {
    this.header = header;
  }

  /** Moves to the next element; returns false at the end and where the header is malformed. */
  boolean next() {
    skipEmptyElements();
    if (position == header.length() || malformed) {
      return false;
    }
    value = token();
    weight = FULL_WEIGHT;
    parameters.clear();
    skipSpace();
    while (!malformed && position < header.length() && header.charAt(position) != ',') {
      parameter();
      skipSpace();
    }
    return !malformed;
  }

  /** Returns what the element names, as it was sent. */
  String value() {
    return value;
  }

  /** Returns the element's weight in thousandths. */
  int weight() {
    return weight;
  }

  /** Returns a parameter of the element other than its weight, or null. */
  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  /** Tells whether the header broke its grammar at some place. */
  boolean isMalformed() {
    return malformed;
  }

  private void parameter() {
    if (header.charAt(position) != ';') {
      malformed = true;
      return;
    }
    position++;
    skipSpace();
    String name = token();
    if (malformed || position == header.length() || header.charAt(position) != '=') {
      malformed = true;
      return;
    }
    position++;
    boolean quoted = position < header.length() && header.charAt(position) == '"';
    String text = quoted ? quotedString() : token();
    if (name.equalsIgnoreCase("q")) {
      weight = parseWeight(text);
    } else {
      parameters.put(name.toLowerCase(Locale.ROOT), text);
    }
  }

  /** Parses {@code 0}, {@code 1}, and either with a point and up to three digits. */
  private int parseWeight(String text) {
    boolean one = text.startsWith("1");
    if ((!one && !text.startsWith("0"))
        || text.length() > 5
        || (text.length() > 1 && text.charAt(1) != '.')) {
      malformed = true;
      return 0;
    }
    int thousandths = one ? FULL_WEIGHT : 0;
    int unit = 100;
    for (int i = 2; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > (one ? '0' : '9')) {
        malformed = true;
        return 0;
      }
      thousandths += (digit - '0') * unit;
      unit /= 10;
    }
    return thousandths;
  }

  private String quotedString() {
    StringBuilder text = new StringBuilder();
    position++;
    while (position < header.length() && header.charAt(position) != '"') {
      if (header.charAt(position) == '\\' && position + 1 < header.length()) {
        position++;
      }
      text.append(header.charAt(position++));
    }
    malformed |= position == header.length();
    position = Math.min(position + 1, header.length());
    return text.toString();
  }

  private String token() {
    int start = position;
    while (position < header.length() && isTokenChar(header.charAt(position))) {
      position++;
    }
    if (position == start) {
      malformed = true;
    }
    return header.substring(start, position);
  }

  private void skipEmptyElements() {
    skipSpace();
    while (position < header.length() && header.charAt(position) == ',') {
      position++;
      skipSpace();
    }
  }

  private void skipSpace() {
    while (position < header.length()
        && (header.charAt(position) == ' ' || header.charAt(position) == '\t')) {
      position++;
    }
  }

  private static boolean isTokenChar(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || "!#$%&'*+-.^_`|~/".indexOf(c) >= 0;
  }
}
