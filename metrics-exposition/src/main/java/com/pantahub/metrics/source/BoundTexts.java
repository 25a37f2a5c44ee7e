package com.pantahub.metrics.source;

import org.jspecify.annotations.Nullable;

/**
 * Spells bounds of buckets and quantiles as client_java does, and remembers the spellings. Not
 * thread-safe.
 */
final class BoundTexts {

  private static final int CAPACITY = 1024;

  private final long[] bits = new long[CAPACITY];
  private final @Nullable String[] texts = new @Nullable String[CAPACITY];

  /** Returns the text of a bound; mostly the same object for the same bound. */
  String of(double bound) {
    long key = Double.doubleToLongBits(bound);
    long hash = key * 0x9E3779B97F4A7C15L;
    int index = (int) (hash >>> 54);
    String text = texts[index];
    if (text == null || bits[index] != key) {
      text = spell(bound);
      bits[index] = key;
      texts[index] = text;
    }
    return text;
  }

  private static String spell(double bound) {
    if (Double.isInfinite(bound)) {
      return bound > 0 ? "+Inf" : "-Inf";
    }
    return Double.toString(bound);
  }
}
