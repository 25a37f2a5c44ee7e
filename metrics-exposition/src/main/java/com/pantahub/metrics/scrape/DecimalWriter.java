package com.pantahub.metrics.scrape;

/** Lays out decimal digits as ASCII. Stateless and thread-safe; allocates nothing. */
final class DecimalWriter {
  /*
   * The digits are aligned to 17: one, eight and eight. Each eight are spread over the bytes of a
   * word by dividing all its lanes at once, so that zeros at the end of the number are zeros at
   * the top of the word: nothing loops over digits to find them. The price is scratch bytes after
   * the text. Words are stored byte by byte: a VarHandle would store them whole, but the first use
   * of one costs a process milliseconds.
   */

  /** The smallest whole number that is written with an exponent. */
  static final int FIRST_WITH_EXPONENT = 1_000_000;

  private static final int MIN_PLAIN_EXPONENT = -4;
  private static final int MAX_PLAIN_EXPONENT = 5;

  private static final int MAX_DIGITS = 1 + 8 + 8;
  private static final int EIGHT_DIGITS = 100_000_000;
  private static final long EIGHT_ZEROS = 0x3030_3030_3030_3030L;

  private static final long[] POWERS_OF_TEN = new long[19];
  private static final byte[] DIGIT_PAIRS = new byte[200];

  static {
    POWERS_OF_TEN[0] = 1;
    for (int i = 1; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
    }
    for (int i = 0; i < 100; i++) {
      DIGIT_PAIRS[2 * i] = (byte) ('0' + i / 10);
      DIGIT_PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
  }

  private DecimalWriter() {}

  /**
   * Writes {@code digits} · 10<sup>{@code power}</sup> without zeros at its end and returns the
   * offset after it; with an exponent, of two digits at least, where that is below −4 or above 5.
   * Bytes up to 23 after {@code offset} are scratch.
   *
   * @param digits above 0, below 10<sup>17</sup>
   * @param power such that the value is not a whole number below {@link #FIRST_WITH_EXPONENT}
   */
  static int write(long digits, int power, byte[] destination, int offset) {
    int count = digitCount(digits);
    int exponent = power + count - 1;
    long aligned = digits * POWERS_OF_TEN[MAX_DIGITS - count];
    long topNine = aligned / EIGHT_DIGITS;
    int lastEight = (int) (aligned - topNine * EIGHT_DIGITS);
    int leading = (int) topNine / EIGHT_DIGITS;
    long next = digitBytes((int) topNine - leading * EIGHT_DIGITS);
    long last = 0;
    int significant = 1 + 8 - trailingZeros(next);
    if (lastEight != 0) {
      last = digitBytes(lastEight);
      significant = MAX_DIGITS - trailingZeros(last);
    }
    next += EIGHT_ZEROS;
    last += EIGHT_ZEROS;

    boolean plain = exponent >= MIN_PLAIN_EXPONENT && exponent <= MAX_PLAIN_EXPONENT;
    int tail = offset + 2;
    if (plain && exponent < 0) {
      destination[offset] = '0';
      destination[offset + 1] = '.';
      destination[offset + 2] = '0';
      destination[offset + 3] = '0';
      destination[offset + 4] = '0';
      tail -= exponent;
      destination[tail - 1] = (byte) ('0' + leading);
    } else {
      destination[offset] = (byte) ('0' + leading);
      if (plain && exponent > 0) {
        for (int i = 0; i < exponent; i++) {
          destination[offset + 1 + i] = (byte) (next >>> (Byte.SIZE * i));
        }
        tail += exponent;
        int shift = Byte.SIZE * exponent;
        next = next >>> shift | last << (Long.SIZE - shift);
        last >>>= shift;
      }
      destination[tail - 1] = '.';
    }
    writeEight(next, destination, tail);
    if (lastEight != 0) {
      writeEight(last, destination, tail + 8);
    }
    if (plain) {
      return offset + significant + 1 + Math.max(0, -exponent);
    }
    int end = offset + significant + (significant == 1 ? 0 : 1);
    return writeExponent(exponent, destination, end);
  }

  /** Writes {@code value}, not negative, in plain decimal and returns the offset after it. */
  static int writeInteger(long value, byte[] destination, int offset) {
    // Setting the lowest bit makes a 0 a 1 and changes no other digit count.
    int end = offset + digitCount(value | 1);
    int position = end;
    long rest = value;
    while (rest >= EIGHT_DIGITS) {
      long quotient = rest / EIGHT_DIGITS;
      position -= 8;
      long eight = digitBytes((int) (rest - quotient * EIGHT_DIGITS));
      writeEight(eight + EIGHT_ZEROS, destination, position);
      rest = quotient;
    }
    int small = (int) rest;
    while (small >= 100) {
      int quotient = small / 100;
      position -= 2;
      writePair(small - 100 * quotient, destination, position);
      small = quotient;
    }
    if (small >= 10) {
      writePair(small, destination, offset);
    } else {
      destination[offset] = (byte) ('0' + small);
    }
    return end;
  }

  private static int writeExponent(int exponent, byte[] destination, int offset) {
    destination[offset] = 'e';
    destination[offset + 1] = (byte) (exponent < 0 ? '-' : '+');
    int magnitude = Math.abs(exponent);
    int position = offset + 2;
    if (magnitude >= 100) {
      destination[position++] = (byte) ('0' + magnitude / 100);
      magnitude %= 100;
    }
    writePair(magnitude, destination, position);
    return position + 2;
  }

  /** The number of decimal digits of a positive value. */
  private static int digitCount(long value) {
    // 1233 / 4096 is log10(2) closely enough for 63 bits.
    int atLeast = ((Long.SIZE - Long.numberOfLeadingZeros(value)) * 1_233) >> 12;
    return value < POWERS_OF_TEN[atLeast] ? atLeast : atLeast + 1;
  }

  /** The digits of a value below 10<sup>8</sup>, one a byte, the first in the lowest byte. */
  private static long digitBytes(int value) {
    // Each step replaces lanes x by x / d and, above it, x - d (x / d), with x / d as a product.
    long high = (value * 109_951_163L) >>> 40;
    long fours = ((long) value << 32) - high * ((10_000L << 32) - 1);
    long tens = ((fours * 10_486) >>> 20) & 0x7F_0000_007FL;
    long twos = (fours << 16) - tens * ((100 << 16) - 1);
    long ones = ((twos * 103) >>> 10) & 0x000F_000F_000F_000FL;
    return (twos << 8) - ones * ((10 << 8) - 1);
  }

  private static int trailingZeros(long digitBytes) {
    return Long.numberOfLeadingZeros(digitBytes) / Byte.SIZE;
  }

  private static void writePair(int value, byte[] destination, int offset) {
    destination[offset] = DIGIT_PAIRS[2 * value];
    destination[offset + 1] = DIGIT_PAIRS[2 * value + 1];
  }

  private static void writeEight(long bytes, byte[] destination, int offset) {
    destination[offset] = (byte) bytes;
    destination[offset + 1] = (byte) (bytes >>> 8);
    destination[offset + 2] = (byte) (bytes >>> 16);
    destination[offset + 3] = (byte) (bytes >>> 24);
    destination[offset + 4] = (byte) (bytes >>> 32);
    destination[offset + 5] = (byte) (bytes >>> 40);
    destination[offset + 6] = (byte) (bytes >>> 48);
    destination[offset + 7] = (byte) (bytes >>> 56);
  }
}
