package com.pantahub.metrics.scrape;

/**
 * Compresses one text after the other as deflate. Not thread-safe; about 340 KiB of memory, used
 * again for every text.
 *
 * <p>Source: RFC 1951.
 */
final class ScrapeDeflater {

  private static final int HISTORY_BYTES = DeflateTokens.MAX_DISTANCE;

  /** A multiple of 64 KiB, as positions are kept modulo that. */
  private static final int INPUT_BYTES = 128 * 1024;

  private static final int SLACK_BYTES = Long.BYTES;

  private final byte[] window = new byte[HISTORY_BYTES + INPUT_BYTES + SLACK_BYTES];
  private final MatchFinder finder = new MatchFinder();
  private final DeflateBlock block = new DeflateBlock();
  private int filled;
  private int low;

  /** Begins a text. */
  void reset() {
    filled = HISTORY_BYTES;
    low = HISTORY_BYTES;
    finder.reset(HISTORY_BYTES);
  }

  /** Takes more of the text. */
  void write(byte[] bytes, int offset, int length, BitWriter out) {
    int from = offset;
    int left = length;
    while (left > 0) {
      if (filled == HISTORY_BYTES + INPUT_BYTES) {
        compress(false, out);
        System.arraycopy(window, INPUT_BYTES, window, 0, HISTORY_BYTES);
        finder.slide(INPUT_BYTES);
        filled = HISTORY_BYTES;
        low = 0;
      }
      int part = Math.min(left, HISTORY_BYTES + INPUT_BYTES - filled);
      System.arraycopy(bytes, from, window, filled, part);
      filled += part;
      from += part;
      left -= part;
    }
  }

  /** Ends the text; what is left of the last byte is not written yet. */
  void finish(BitWriter out) {
    compress(true, out);
  }

  private void compress(boolean last, BitWriter out) {
    do {
      int start = finder.position;
      finder.find(window, low, filled);
      int end = finder.position;
      block.write(window, start, end, last && end == filled, finder, out);
    } while (finder.position < filled);
  }
}
