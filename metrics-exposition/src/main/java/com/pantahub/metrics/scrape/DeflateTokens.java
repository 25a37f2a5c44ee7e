package com.pantahub.metrics.scrape;

/**
 * Literals and matches as numbers, and the symbols of deflate for them. Stateless.
 *
 * <p>A token has in its 9 low bits a literal byte, or 256 and the length of a match less 3; in the
 * next 5 bits the distance symbol, {@link #NO_DISTANCE} for a literal; above these the distance's
 * extra bits. Source: RFC 1951, section 3.2.5.
 */
final class DeflateTokens {

  static final int LITERAL_SYMBOLS = 286;
  static final int DISTANCE_SYMBOLS = 30;
  static final int END_OF_BLOCK = 256;
  static final int MIN_MATCH = 3;
  static final int MAX_MATCH = 258;
  static final int MAX_DISTANCE = 32 * 1024;

  /** Stands where the distance symbol of a match is. */
  static final int NO_DISTANCE = 30;

  static final int DISTANCE_SHIFT = 9;
  static final int EXTRA_SHIFT = 14;
  private static final int LITERAL = NO_DISTANCE << DISTANCE_SHIFT;

  private static final int[] LENGTH_BASE = new int[29];
  private static final int[] LENGTH_EXTRA_BITS = new int[29];
  private static final byte[] LENGTH_SYMBOL = new byte[256];
  private static final int[] DISTANCE_BASE = new int[DISTANCE_SYMBOLS];
  private static final int[] DISTANCE_EXTRA_BITS = new int[DISTANCE_SYMBOLS];

  /** By distance less 1: below 256 itself, above that in steps of 128. */
  private static final byte[] DISTANCE_SYMBOL = new byte[512];

  static {
    int length = 0;
    for (int symbol = 0; symbol < 28; symbol++) {
      LENGTH_BASE[symbol] = length;
      LENGTH_EXTRA_BITS[symbol] = symbol < 8 ? 0 : (symbol >> 2) - 1;
      for (int i = 0; i < 1 << LENGTH_EXTRA_BITS[symbol] && length < 256; i++) {
        LENGTH_SYMBOL[length++] = (byte) symbol;
      }
    }
    LENGTH_BASE[28] = MAX_MATCH - MIN_MATCH;
    LENGTH_SYMBOL[MAX_MATCH - MIN_MATCH] = 28;
    int distance = 0;
    for (int symbol = 0; symbol < DISTANCE_SYMBOLS; symbol++) {
      DISTANCE_BASE[symbol] = distance;
      DISTANCE_EXTRA_BITS[symbol] = symbol < 4 ? 0 : (symbol >> 1) - 1;
      for (int i = 0; i < 1 << DISTANCE_EXTRA_BITS[symbol]; i++, distance++) {
        DISTANCE_SYMBOL[distance < 256 ? distance : 256 + (distance >> 7)] = (byte) symbol;
      }
    }
  }

  private DeflateTokens() {}

  static int literal(long value) {
    return ((int) value & 0xff) | LITERAL;
  }

  static int match(int length, int distance) {
    int offset = distance - 1;
    int symbol = DISTANCE_SYMBOL[offset < 256 ? offset : 256 + (offset >> 7)];
    return (256 - MIN_MATCH + length)
        | (symbol << DISTANCE_SHIFT)
        | ((offset - DISTANCE_BASE[symbol]) << EXTRA_SHIFT);
  }

  /** Returns the symbol for a length less 3, from 0; 257 is added in the literal alphabet. */
  static int lengthSymbol(int length) {
    return LENGTH_SYMBOL[length];
  }

  /** Returns the extra bits of a length less 3. */
  static int lengthExtra(int length) {
    return length - LENGTH_BASE[LENGTH_SYMBOL[length]];
  }

  static int lengthExtraBits(int symbol) {
    return LENGTH_EXTRA_BITS[symbol];
  }

  static int distanceExtraBits(int symbol) {
    return DISTANCE_EXTRA_BITS[symbol];
  }
}
