package com.pantahub.metrics.scrape;

import java.util.List;
import java.util.Random;

/** Texts that writers get wrong. Stateless. */
final class HostileText {

  private static final List<String> VALID =
      List.of(
          "",
          " ",
          "\"",
          "\\",
          "\n",
          "\\n",
          "\\\"",
          "\r\n",
          "\t",
          "\0",
          "a\"b\\c\nd",
          "{",
          "}",
          ",",
          "=",
          "#",
          "# HELP a b",
          "a\n# TYPE a gauge\na 1",
          "+Inf",
          "NaN",
          "1",
          "10",
          "9",
          "\u007f",
          "\u0080",
          "\u0085",
          "\u07ff",
          "\u0800",
          "\u2028",
          "\ud7ff",
          "\ue000",
          "\ufeff",
          "\uffff",
          "漢字",
          "\ud83d\ude00",
          "\ud800\udc00",
          "\udbff\udfff",
          "é",
          "e\u0301",
          "aa",
          "ab",
          "b");

  private static final List<String> INVALID =
      List.of("\ud800", "\udfff", "\ude00\ud83d", "a\ud83d", "\ud83d\ud83d\ude00", "\udc00z");

  /** No names of families. */
  static final List<String> NO_FAMILY = List.of("", "1a", "a-b", "é", "a\n", "\ud800", "a ");

  private static final List<String> NO_LABEL_NAMES =
      List.of(
          "", "1", "a-b", "a b", "é", "a:b", "__", "__a", "a\n", "\ud83d\ude00", "\ud800", "a\"");

  private HostileText() {}

  /** Returns a text which has a UTF-8 form. */
  static String valid(Random random) {
    int kind = random.nextInt(1000);
    if (kind == 0) {
      return pick(random, VALID).concat("x").repeat(65_536 / 8);
    }
    if (kind < 200) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        int codePoint = random.nextInt(Character.MAX_CODE_POINT + 1);
        boolean surrogate = codePoint >= 0xD800 && codePoint < 0xE000;
        text.appendCodePoint(surrogate ? 'x' : random.nextBoolean() ? codePoint & 0x7f : codePoint);
      }
      return text.toString();
    }
    return pick(random, VALID);
  }

  /** Returns a text with an unpaired surrogate. */
  static String invalid(Random random) {
    return pick(random, INVALID);
  }

  /** Returns something that is no name of a label. */
  static String noLabelName(Random random) {
    return pick(random, NO_LABEL_NAMES);
  }

  static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
