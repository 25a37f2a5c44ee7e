package com.pantahub.metrics.scrape;

import java.util.Arrays;

/**
 * Writes one block of deflate: stored, with fixed or with dynamic codes, whichever is smallest. Not
 * thread-safe; used again. Source: RFC 1951, sections 3.2.3 to 3.2.7.
 */
final class DeflateBlock {

  private static final int MAX_STORED_BYTES = 0xffff;
  private static final int STORED_HEADER_BITS = 40;
  private static final int STORED = 0;
  private static final int FIXED = 1;
  private static final int DYNAMIC = 2;

  /**
   * Distances are counted in so many lanes, as most tokens are literals, and the next increment of
   * the same counter would wait for the one before. A power of two.
   */
  private static final int LANES = 4;

  private final HuffmanCode literals = new HuffmanCode(DeflateTokens.LITERAL_SYMBOLS + 2, 15);
  private final HuffmanCode distances = new HuffmanCode(DeflateTokens.DISTANCE_SYMBOLS, 15);
  private final DeflateCodeLengths codeLengths = new DeflateCodeLengths();

  private final int[] literalCounts = new int[512];

  /** By lane and distance symbol. */
  private final int[] distanceCounts = new int[LANES * 32];

  /** By the 9 low bits of a token: code and extra bits in 24 bits, their number above. */
  private final int[] literalBits = new int[512];

  /** By distance symbol: code in 16 bits, its length in 8, that with the extra bits above. */
  private final int[] distanceBits = new int[32];

  /**
   * Writes a block.
   *
   * @param window has the text of the block
   * @param start where the text starts
   * @param end where it ends
   * @param last whether it is the last block
   * @param found the tokens for the text
   */
  void write(byte[] window, int start, int end, boolean last, MatchFinder found, BitWriter out) {
    count(found);
    literals.build();
    distances.build();
    codeLengths.build(literals, distances);
    long extraBits = extraBits();
    long dynamicBits =
        codeLengths.bits() + literals.totalBits() + distances.totalBits() + extraBits;
    long fixedBits = fixedBits() + extraBits;
    int storedBlocks = (end - start + MAX_STORED_BYTES - 1) / MAX_STORED_BYTES;
    long storedBits = 8L * (end - start) + (long) STORED_HEADER_BITS * storedBlocks;
    if (storedBits <= Math.min(dynamicBits, fixedBits)) {
      writeStored(window, start, end, last, out);
      return;
    }
    if (fixedBits <= dynamicBits) {
      putHeader(last, FIXED, out);
      useFixedCodes();
    } else {
      putHeader(last, DYNAMIC, out);
      codeLengths.write(out);
    }
    prepareBits();
    writeTokens(found, out);
    out.put(
        literals.codes[DeflateTokens.END_OF_BLOCK], literals.lengths[DeflateTokens.END_OF_BLOCK]);
    out.flush();
  }

  private void count(MatchFinder found) {
    int[] byLiteral = literalCounts;
    int[] byDistance = distanceCounts;
    Arrays.fill(byLiteral, 0);
    Arrays.fill(byDistance, 0);
    int[] tokens = found.tokens;
    for (int i = 0; i < found.count; i++) {
      int token = tokens[i];
      byLiteral[token & 511]++;
      byDistance[((i & (LANES - 1)) << 5) + ((token >>> DeflateTokens.DISTANCE_SHIFT) & 31)]++;
    }
    for (int symbol = 0; symbol < DeflateTokens.DISTANCE_SYMBOLS; symbol++) {
      int sum = 0;
      for (int lane = 0; lane < LANES; lane++) {
        sum += byDistance[(lane << 5) + symbol];
      }
      distances.frequencies[symbol] = sum;
    }
    int[] frequencies = literals.frequencies;
    System.arraycopy(byLiteral, 0, frequencies, 0, 256);
    Arrays.fill(frequencies, 256, frequencies.length, 0);
    frequencies[DeflateTokens.END_OF_BLOCK] = 1;
    for (int length = 0; length < 256; length++) {
      frequencies[257 + DeflateTokens.lengthSymbol(length)] += byLiteral[256 + length];
    }
  }

  private long extraBits() {
    long bits = 0;
    for (int symbol = 257; symbol < DeflateTokens.LITERAL_SYMBOLS; symbol++) {
      bits += (long) literals.frequencies[symbol] * DeflateTokens.lengthExtraBits(symbol - 257);
    }
    for (int symbol = 0; symbol < DeflateTokens.DISTANCE_SYMBOLS; symbol++) {
      bits += (long) distances.frequencies[symbol] * DeflateTokens.distanceExtraBits(symbol);
    }
    return bits;
  }

  private long fixedBits() {
    long bits = 0;
    for (int symbol = 0; symbol < DeflateTokens.LITERAL_SYMBOLS; symbol++) {
      bits += (long) literals.frequencies[symbol] * fixedLength(symbol);
    }
    for (int frequency : distances.frequencies) {
      bits += 5L * frequency;
    }
    return bits;
  }

  private static int fixedLength(int symbol) {
    if (symbol < 144) {
      return 8;
    }
    if (symbol < 256) {
      return 9;
    }
    return symbol < 280 ? 7 : 8;
  }

  /** The fixed code of literals has 288 symbols, two of which never occur. */
  private void useFixedCodes() {
    for (int symbol = 0; symbol < literals.lengths.length; symbol++) {
      literals.lengths[symbol] = (byte) fixedLength(symbol);
    }
    literals.assignCodes();
    Arrays.fill(distances.lengths, (byte) 5);
    distances.assignCodes();
  }

  private static void putHeader(boolean last, int type, BitWriter out) {
    out.put((last ? 1 : 0) | (type << 1), 3);
  }

  private static void writeStored(byte[] window, int start, int end, boolean last, BitWriter out) {
    int from = start;
    do {
      int length = Math.min(end - from, MAX_STORED_BYTES);
      putHeader(last && from + length == end, STORED, out);
      out.align();
      out.put(length | ((long) (length ^ MAX_STORED_BYTES) << 16), Integer.SIZE);
      out.put(window, from, length);
      from += length;
    } while (from < end);
  }

  private void prepareBits() {
    for (int i = 0; i < 256; i++) {
      literalBits[i] = literals.codes[i] | (literals.lengths[i] << 24);
      int symbol = DeflateTokens.lengthSymbol(i);
      int length = literals.lengths[257 + symbol];
      literalBits[256 + i] =
          literals.codes[257 + symbol]
              | (DeflateTokens.lengthExtra(i) << length)
              | ((length + DeflateTokens.lengthExtraBits(symbol)) << 24);
    }
    for (int symbol = 0; symbol < DeflateTokens.DISTANCE_SYMBOLS; symbol++) {
      int length = distances.lengths[symbol];
      distanceBits[symbol] =
          distances.codes[symbol]
              | (length << 16)
              | ((length + DeflateTokens.distanceExtraBits(symbol)) << 24);
    }
  }

  /** The hot loop: at most 48 bits a token, behind at most 7 that are left over. */
  private void writeTokens(MatchFinder found, BitWriter out) {
    out.flush();
    int[] tokens = found.tokens;
    byte[] chunk = out.chunk;
    int position = out.position;
    long bits = out.bits;
    int bitCount = out.bitCount;
    int limit = chunk.length - Long.BYTES;
    for (int i = 0; i < found.count; i++) {
      int token = tokens[i];
      int literal = literalBits[token & 511];
      int distance = distanceBits[(token >>> DeflateTokens.DISTANCE_SHIFT) & 31];
      int distanceLength = (distance >>> 16) & 0xff;
      long distanceCode =
          (distance & 0xffff) | ((token >>> DeflateTokens.EXTRA_SHIFT) << distanceLength);
      bits |= ((literal & 0xffffff) | (distanceCode << (literal >>> 24))) << bitCount;
      bitCount += (literal >>> 24) + (distance >>> 24);
      if (position > limit) {
        out.position = position;
        out.nextChunk();
        chunk = out.chunk;
        position = 0;
        limit = chunk.length - Long.BYTES;
      }
      BitWriter.LONG.set(chunk, position, bits);
      position += bitCount >>> 3;
      bits >>>= bitCount & ~7;
      bitCount &= 7;
    }
    out.position = position;
    out.bits = bits;
    out.bitCount = bitCount;
  }
}
