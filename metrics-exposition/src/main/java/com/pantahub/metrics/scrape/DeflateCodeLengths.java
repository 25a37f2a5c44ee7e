package com.pantahub.metrics.scrape;

import java.util.Arrays;

/**
 * The header of a dynamic block: the lengths of two codes, themselves compressed. Not thread-safe;
 * used again. Source: RFC 1951, section 3.2.7.
 */
final class DeflateCodeLengths {

  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };
  private static final int REPEAT = 16;
  private static final int SHORT_ZEROS = 17;
  private static final int LONG_ZEROS = 18;
  private static final int MIN_LITERALS = 257;

  private final HuffmanCode code = new HuffmanCode(ORDER.length, 7);
  private final byte[] lengths = new byte[320];
  private final byte[] symbols = new byte[320];
  private final byte[] extras = new byte[320];
  private int count;
  private int literalCount;
  private int distanceCount;
  private int codeCount;

  /** Prepares the header for two codes. */
  void build(HuffmanCode literals, HuffmanCode distances) {
    literalCount = used(literals.lengths, DeflateTokens.LITERAL_SYMBOLS, MIN_LITERALS);
    distanceCount = used(distances.lengths, DeflateTokens.DISTANCE_SYMBOLS, 1);
    System.arraycopy(literals.lengths, 0, lengths, 0, literalCount);
    System.arraycopy(distances.lengths, 0, lengths, literalCount, distanceCount);
    findRuns(literalCount + distanceCount);
    code.build();
    codeCount = ORDER.length;
    while (codeCount > 4 && code.lengths[ORDER[codeCount - 1]] == 0) {
      codeCount--;
    }
  }

  /** Returns how many bits the header takes. */
  long bits() {
    long bits = 14 + 3L * codeCount + code.totalBits();
    for (int symbol = REPEAT; symbol <= LONG_ZEROS; symbol++) {
      bits += (long) code.frequencies[symbol] * extraBits(symbol);
    }
    return bits;
  }

  /** Writes the header. */
  void write(BitWriter out) {
    out.put(literalCount - MIN_LITERALS, 5);
    out.put(distanceCount - 1, 5);
    out.put(codeCount - 4, 4);
    for (int i = 0; i < codeCount; i++) {
      out.put(code.lengths[ORDER[i]], 3);
    }
    for (int i = 0; i < count; i++) {
      int symbol = symbols[i];
      out.put(code.codes[symbol], code.lengths[symbol]);
      if (symbol >= REPEAT) {
        out.put(extras[i], extraBits(symbol));
      }
    }
  }

  private static int used(byte[] lengths, int most, int least) {
    int used = most;
    while (used > least && lengths[used - 1] == 0) {
      used--;
    }
    return used;
  }

  private void findRuns(int total) {
    Arrays.fill(code.frequencies, 0);
    count = 0;
    for (int i = 0; i < total; ) {
      int length = lengths[i];
      int run = 1;
      while (i + run < total && lengths[i + run] == length) {
        run++;
      }
      i += run;
      if (length == 0) {
        while (run >= 3) {
          int part = Math.min(run, 138);
          boolean isLong = part > 10;
          add(isLong ? LONG_ZEROS : SHORT_ZEROS, part - (isLong ? 11 : 3));
          run -= part;
        }
      } else {
        add(length, 0);
        run--;
        while (run >= 3) {
          int part = Math.min(run, 6);
          add(REPEAT, part - 3);
          run -= part;
        }
      }
      for (; run > 0; run--) {
        add(length, 0);
      }
    }
  }

  private void add(int symbol, int extra) {
    symbols[count] = (byte) symbol;
    extras[count++] = (byte) extra;
    code.frequencies[symbol]++;
  }

  private static int extraBits(int symbol) {
    return switch (symbol) {
      case REPEAT -> 2;
      case SHORT_ZEROS -> 3;
      default -> 7;
    };
  }
}
