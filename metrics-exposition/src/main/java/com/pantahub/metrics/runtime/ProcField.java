package com.pantahub.metrics.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalDouble;

/**
 * One number in a file of Linux's {@code /proc}: the first word after a name which starts a line.
 * Thread-safe.
 *
 * <p>The file is opened for each reading, so no descriptor stays behind; its first 8 KiB are
 * searched. See proc(5).
 */
final class ProcField {

  private static final int BUFFER_BYTES = 8 * 1024;

  private final File file;
  private final String lineStart;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  ProcField(File file, String name) {
    this.file = file;
    this.lineStart = "\n" + name;
    // So that the first line, too, follows the end of one.
    buffer[0] = '\n';
  }

  /**
   * Reads the number; {@code unlimited} is -1. Empty if the system has no such file, or the file no
   * such line, or the line no number.
   */
  OptionalDouble read() {
    try {
      String text = content();
      int name = text.indexOf(lineStart);
      return name < 0 ? OptionalDouble.empty() : parse(text, name + lineStart.length());
    } catch (IOException | NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private synchronized String content() throws IOException {
    try (InputStream in = new FileInputStream(file)) {
      int length = in.readNBytes(buffer, 1, buffer.length - 1);
      return new String(buffer, 0, 1 + length, ISO_8859_1);
    }
  }

  private static OptionalDouble parse(String text, int from) {
    int start = from;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    String word = text.substring(start, end);
    return OptionalDouble.of(word.equals("unlimited") ? -1 : Double.parseDouble(word));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
