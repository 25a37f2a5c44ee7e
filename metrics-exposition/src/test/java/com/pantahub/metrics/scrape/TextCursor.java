package com.pantahub.metrics.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** A place in a text, which moves over what it has read. Not thread-safe. */
final class TextCursor {

  /**
   * Go's shortest form: plain for decimal exponents from -4 to 5, otherwise with an exponent of at
   * least two digits; never a zero that says nothing, never a negative zero.
   */
  private static final Pattern GO_NUMBER =
      Pattern.compile(
          "0|[+-]Inf|NaN"
              + "|-?[1-9][0-9]{0,5}(\\.[0-9]*[1-9])?"
              + "|-?0\\.0{0,3}[1-9]([0-9]*[1-9])?"
              + "|-?[1-9](\\.[0-9]*[1-9])?e-(0[5-9]|[1-9][0-9]|[1-3][0-9][0-9])"
              + "|-?[1-9](\\.[0-9]*[1-9])?e\\+(0[6-9]|[1-9][0-9]|[1-3][0-9][0-9])");

  private static final Pattern JAVA_NUMBER =
      Pattern.compile("[+-]Inf|NaN|-?[0-9]+\\.[0-9]+(E-?[0-9]+)?");

  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,18}");

  private final byte[] text;
  private int position;

  TextCursor(byte[] text) {
    this.text = text;
  }

  int position() {
    return position;
  }

  boolean atEnd() {
    return position == text.length;
  }

  TextFormatException failure(String problem) {
    return failure(problem, position);
  }

  TextFormatException failure(String problem, int at) {
    int from = Math.max(0, at - 20);
    int length = Math.min(text.length - from, 100);
    return new TextFormatException(problem, at, new String(text, from, length, UTF_8));
  }

  void requireUtf8() {
    ByteBuffer bytes = ByteBuffer.wrap(text);
    CharBuffer chars = CharBuffer.allocate(text.length + 1);
    CoderResult result =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(bytes, chars, true);
    if (result.isError()) {
      throw failure("not UTF-8", bytes.position());
    }
  }

  void requireFinalNewline() {
    if (text.length > 0 && text[text.length - 1] != '\n') {
      throw failure("no newline at the end", text.length);
    }
  }

  boolean startsWith(String ascii) {
    if (text.length - position < ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (text[position + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean skip(String ascii) {
    boolean found = startsWith(ascii);
    position += found ? ascii.length() : 0;
    return found;
  }

  void require(char c) {
    if (!skip(String.valueOf(c))) {
      throw failure("expected " + (c == '\n' ? "newline" : "'" + c + "'"));
    }
  }

  String metricName() {
    return name("a metric name", c -> isNameStart(c) || c == ':');
  }

  String labelName() {
    return name("a label name", TextCursor::isNameStart);
  }

  private String name(String what, IntPredicate isStart) {
    if (atEnd() || !isStart.test(text[position])) {
      throw failure("expected " + what);
    }
    return takeWhile(c -> isStart.test(c) || (c >= '0' && c <= '9'));
  }

  private static boolean isNameStart(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  String word() {
    return takeWhile(c -> c >= 'a' && c <= 'z');
  }

  /** Reads up to an ending byte that is not escaped, which is not read. */
  String escaped(char end, String escapes) {
    ByteArrayOutputStream unescaped = new ByteArrayOutputStream();
    while (text[position] != end) {
      byte c = text[position];
      if (c == '\n') {
        throw failure("newline inside a quoted text");
      }
      if (c == '\\') {
        position++;
        if (escapes.indexOf(text[position]) < 0) {
          throw failure("unknown escape");
        }
        c = text[position] == 'n' ? (byte) '\n' : text[position];
      }
      unescaped.write(c);
      position++;
    }
    return unescaped.toString(UTF_8);
  }

  double goNumber() {
    int start = position;
    String token = takeWhile(c -> c > ' ');
    if (!GO_NUMBER.matcher(token).matches()) {
      throw failure("not a number in its one spelling", start);
    }
    return parse(token);
  }

  double javaNumber() {
    int start = position;
    String token = takeWhile(c -> c > ' ');
    if (!JAVA_NUMBER.matcher(token).matches()) {
      throw failure("not a number", start);
    }
    return parse(token);
  }

  private static double parse(String token) {
    return Double.parseDouble(token.replace("Inf", "Infinity"));
  }

  long wholeNumber() {
    int start = position;
    String token = takeWhile(c -> c > ' ');
    if (!WHOLE_NUMBER.matcher(token).matches()) {
      throw failure("not a whole number", start);
    }
    try {
      return Long.parseLong(token);
    } catch (NumberFormatException e) {
      throw failure("whole number out of range", start);
    }
  }

  private String takeWhile(IntPredicate isPart) {
    int start = position;
    while (!atEnd() && isPart.test(text[position])) {
      position++;
    }
    return new String(text, start, position - start, UTF_8);
  }
}
