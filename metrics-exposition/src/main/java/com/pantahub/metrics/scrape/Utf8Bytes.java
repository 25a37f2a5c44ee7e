package com.pantahub.metrics.scrape;

import java.util.Arrays;

/** A growing run of UTF-8 bytes, for what is encoded once and written often. Not thread-safe. */
final class Utf8Bytes {

  private byte[] bytes;
  private int length;

  Utf8Bytes(int capacity) {
    bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  void clear() {
    length = 0;
  }

  Utf8Bytes append(char ascii) {
    ensureCapacity(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** Appends a text without surrogate errors as it is. */
  Utf8Bytes append(String text) {
    ensureCapacity(3 * text.length());
    for (int i = 0; i < text.length(); i++) {
      i += encode(text, i);
    }
    return this;
  }

  /** Appends a text with {@code \} and LF escaped, as HELP lines have it. */
  Utf8Bytes appendHelp(String text) {
    return appendEscaped(text, false);
  }

  /** Appends a text with {@code \}, LF and {@code "} escaped, as label values have it. */
  Utf8Bytes appendLabelValue(String text) {
    return appendEscaped(text, true);
  }

  private Utf8Bytes appendEscaped(String text, boolean quotes) {
    ensureCapacity(3 * text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || c == '\n' || (c == '"' && quotes)) {
        bytes[length++] = '\\';
        bytes[length++] = (byte) (c == '\n' ? 'n' : c);
      } else {
        i += encode(text, i);
      }
    }
    return this;
  }

  /** Encodes the code point at an index; returns 1 if it took two chars, otherwise 0. */
  private int encode(String text, int index) {
    char c = text.charAt(index);
    if (c < 0x80) {
      bytes[length++] = (byte) c;
      return 0;
    }
    if (c < 0x800) {
      bytes[length++] = (byte) (0xC0 | (c >> 6));
      bytes[length++] = (byte) (0x80 | (c & 0x3F));
      return 0;
    }
    if (!Character.isSurrogate(c)) {
      bytes[length++] = (byte) (0xE0 | (c >> 12));
      bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
      bytes[length++] = (byte) (0x80 | (c & 0x3F));
      return 0;
    }
    int codePoint = text.codePointAt(index);
    bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
    bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
    bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
    return 1;
  }

  private void ensureCapacity(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
