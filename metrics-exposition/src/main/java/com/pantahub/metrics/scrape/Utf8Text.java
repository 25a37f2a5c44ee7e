package com.pantahub.metrics.scrape;

/** Questions about a text's UTF-8 form that need no bytes. Stateless. */
final class Utf8Text {

  private Utf8Text() {}

  /** Tells whether a text has a UTF-8 form: no surrogate is without its partner. */
  static boolean isEncodable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /**
   * Compares as the UTF-8 bytes compare, which is the order of code points and not that of chars: a
   * surrogate pair comes behind U+FFFF.
   */
  static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean xPair = Character.isSurrogate(x);
        return xPair == Character.isSurrogate(y) ? Character.compare(x, y) : xPair ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }
}
