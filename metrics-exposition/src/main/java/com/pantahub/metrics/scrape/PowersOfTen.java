package com.pantahub.metrics.scrape;

/**
 * Powers of ten as binary fractions of 123 bits. Immutable.
 *
 * <p>Entry {@code n} is 10<sup>n</sup> scaled by a power of two to at least 2<sup>122</sup> and
 * below 2<sup>123</sup>, rounded up.
 */
final class PowersOfTen {
  /*
   * The entries are computed when the class is initialised, by a walk from 1 upwards, multiplying
   * by ten, and one downwards, dividing. A step works on 180 bits, in words of 60 so that five
   * times a word and a remainder below five before a word fit a long. It drops less than 8 units
   * of the last place, so the relative error stays below 2^-167; 57 bits are left to decide the
   * rounding of an entry. That they are enough is a fact about these 617 numbers, not a theorem.
   */

  /** The smallest exponent that has an entry. */
  static final int MIN_EXPONENT = -293;

  /** The largest exponent that has an entry. */
  static final int MAX_EXPONENT = 323;

  /** The bits of an entry after its first. */
  static final int FRACTION_BITS = 122;

  private static final int WORD_BITS = 60;
  private static final long WORD_MASK = (1L << WORD_BITS) - 1;
  private static final long ONE = 1L << (WORD_BITS - 1);

  /** Two longs an entry, by ascending exponent: the 59 high bits, the 64 low bits. */
  private static final long[] ENTRIES = new long[2 * (MAX_EXPONENT - MIN_EXPONENT + 1)];

  static {
    store(0, ONE, 0, 0);
    multiplyUpwards();
    divideDownwards();
  }

  private PowersOfTen() {}

  /** The bits of entry {@code exponent} above its 64 low bits. */
  static long high(int exponent) {
    return ENTRIES[2 * (exponent - MIN_EXPONENT)];
  }

  /** The 64 low bits of entry {@code exponent}, unsigned. */
  static long low(int exponent) {
    return ENTRIES[2 * (exponent - MIN_EXPONENT) + 1];
  }

  /** The largest integer not above log<sub>2</sub> 10<sup>exponent</sup>, if it has an entry. */
  static int floorLog2(int exponent) {
    return (exponent * 1_741_647) >> 19;
  }

  private static void multiplyUpwards() {
    long first = ONE;
    long second = 0;
    long third = 0;
    for (int exponent = 1; exponent <= MAX_EXPONENT; exponent++) {
      third *= 5;
      second = 5 * second + (third >>> WORD_BITS);
      first = 5 * first + (second >>> WORD_BITS);
      int shift = first >>> (WORD_BITS + 2) == 0 ? 2 : 3;
      third = (third & WORD_MASK) >>> shift | (second << (WORD_BITS - shift) & WORD_MASK);
      second = (second & WORD_MASK) >>> shift | (first << (WORD_BITS - shift) & WORD_MASK);
      first >>>= shift;
      store(exponent, first, second, third);
    }
  }

  private static void divideDownwards() {
    long first = ONE;
    long second = 0;
    long third = 0;
    for (int exponent = -1; exponent >= MIN_EXPONENT; exponent--) {
      second |= first % 5 << WORD_BITS;
      third |= second % 5 << WORD_BITS;
      first /= 5;
      second /= 5;
      third /= 5;
      int shift = first >>> (WORD_BITS - 3) == 0 ? 3 : 2;
      first = first << shift | second >>> (WORD_BITS - shift);
      second = (second << shift | third >>> (WORD_BITS - shift)) & WORD_MASK;
      third = third << shift & WORD_MASK;
      store(exponent, first, second, third);
    }
  }

  private static void store(int exponent, long first, long second, long third) {
    long roundUp = third << 7 == 0 ? 0 : 1;
    long low = (first << 63 | second << 3 | third >>> 57) + roundUp;
    int index = 2 * (exponent - MIN_EXPONENT);
    ENTRIES[index] = (first >>> 1) + (low == 0 ? roundUp : 0);
    ENTRIES[index + 1] = low;
  }
}
