package com.pantahub.metrics.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalDouble;

/**
 * A file of Linux's {@code /proc} in which each line is a name and what belongs to it. Thread-safe.
 *
 * <p>The file is opened for each reading, so no descriptor stays behind; its first 8 KiB are read.
 * See proc(5).
 */
final class ProcFile {

  private static final int BUFFER_BYTES = 8 * 1024;
  private static final Content NOTHING = new Content("\n");

  private final File file;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  ProcFile(File file) {
    this.file = file;
    // So that the first line, too, follows the end of one.
    buffer[0] = '\n';
  }

  /** The status of this process. */
  static ProcFile status() {
    return new ProcFile(new File("/proc/self/status"));
  }

  /** Reads the file once; there are no lines if the system has no such file. */
  synchronized Content read() {
    try (InputStream in = new FileInputStream(file)) {
      int length = in.readNBytes(buffer, 1, buffer.length - 1);
      return new Content(new String(buffer, 0, 1 + length, ISO_8859_1));
    } catch (IOException e) {
      return NOTHING;
    }
  }

  /**
   * The lines of the file at one moment. Immutable.
   *
   * @param text the lines, each after the end of one
   */
  record Content(String text) {

    /**
     * The number which is the first word after a name at the start of a line; {@code unlimited} is
     * -1. Empty if there is no such line, or it has no number.
     */
    OptionalDouble number(String name) {
      int start = text.indexOf(name);
      while (start >= 0) {
        if (text.charAt(start - 1) == '\n') {
          return parse(start + name.length());
        }
        start = text.indexOf(name, start + 1);
      }
      return OptionalDouble.empty();
    }

    private OptionalDouble parse(int from) {
      int start = from;
      while (start < text.length() && isBlank(text.charAt(start))) {
        start++;
      }
      int end = start;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      String word = text.substring(start, end);
      try {
        return OptionalDouble.of(word.equals("unlimited") ? -1 : Double.parseDouble(word));
      } catch (NumberFormatException e) {
        return OptionalDouble.empty();
      }
    }

    private static boolean isBlank(char c) {
      return c == ' ' || c == '\t';
    }
  }
}
