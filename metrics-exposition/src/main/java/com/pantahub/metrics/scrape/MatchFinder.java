package com.pantahub.metrics.scrape;

import java.util.Arrays;

/** Turns text into literals and matches. Not thread-safe; used again. */
final class MatchFinder {

  /*
   * design
   *
   * Made for lines that repeat most of the line before [1]. Two candidates are tried: at a line
   * feed, the line feed before it, so that the name and the labels of the previous line are found
   * without a search; elsewhere, the last place with the same five bytes, from a hash table that
   * keeps positions modulo 64 KiB. A match over a line feed is cut there if the line before matches
   * further. The last digits of a value are written as literals at once, as nothing repeats them.
   * No chains, no lazy matching: on such text they cost more time than they save bytes.
   *
   * [1] Compared with zlib 1.2.13 on 377 KB of it; see docs/performance.md.
   */

  private static final int HASH_BYTES = 5;
  private static final int HASH_BITS = 14;
  private static final long HASH_FACTOR = 0x9E3779B185EBCA87L;

  /** Shorter matches take more bits than their literals. */
  private static final int MIN_LENGTH = 5;

  /** A line that repeats so much of the line before needs no other candidate. */
  private static final int LONG_ENOUGH = 32;

  /** So many bytes before a line feed are not searched for. */
  private static final int TAIL_BYTES = 4;

  private static final int MAX_TOKENS = 32 * 1024;

  /** A step of the search adds fewer tokens than this, scratch included. */
  private static final int STEP_TOKENS = 24;

  private static final long LINE_FEEDS = 0x0a0a0a0a0a0a0a0aL;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** The tokens of the last call of {@link #find}. */
  final int[] tokens = new int[MAX_TOKENS];

  int count;

  /** Where the next search begins. */
  int position;

  private final char[] table = new char[1 << HASH_BITS];

  /** The last line feed before the position, or a negative number. */
  private int lineFeed;

  /** How much the next line feed is known to match the one before it; 0 if it isn't known. */
  private int lineFeedMatch;

  /** Forgets all text. */
  void reset(int start) {
    Arrays.fill(table, (char) 0);
    position = start;
    lineFeed = -1;
    lineFeedMatch = 0;
  }

  /** Follows text that has been moved towards the start of the window, by a multiple of 64 KiB. */
  void slide(int bytes) {
    position -= bytes;
    lineFeed -= bytes;
  }

  /**
   * Finds tokens for the text from {@link #position} on, until its end or until there are enough
   * for a block.
   *
   * @param window the text; 8 bytes behind its end may be read
   * @param low the first byte that matches may refer to
   * @param end where the text ends
   */
  void find(byte[] window, int low, int end) {
    int limit = end - Long.BYTES;
    count = 0;
    lineFeedMatch = 0;
    while (position <= limit && count < MAX_TOKENS - STEP_TOKENS) {
      long bytes = (long) BitWriter.LONG.get(window, position);
      if ((byte) bytes == '\n') {
        findAtLineFeed(window, bytes, low, end);
      } else {
        findWithinLine(window, bytes, low, end);
      }
    }
    if (position > limit) {
      while (position < end) {
        tokens[count++] = DeflateTokens.literal(window[position++]);
      }
    }
  }

  private void findAtLineFeed(byte[] window, long bytes, int low, int end) {
    int p = position;
    int lowest = Math.max(low, p - DeflateTokens.MAX_DISTANCE);
    int candidate = lineFeed;
    int length = lineFeedMatch;
    lineFeed = p;
    lineFeedMatch = 0;
    if (length == 0 && candidate >= lowest) {
      length = matchLength(window, p, candidate, end);
    }
    boolean spansLines = length > p - candidate;
    if (length < LONG_ENOUGH) {
      int other = replaceCandidate(bytes, p);
      int otherLength = other >= lowest ? matchLength(window, p, other, end) : 0;
      if (otherLength > length) {
        length = otherLength;
        candidate = other;
        spansLines = true;
      }
    }
    if (length < MIN_LENGTH) {
      tokens[count++] = DeflateTokens.literal('\n');
      position++;
      return;
    }
    if (spansLines) {
      noteLineFeeds(window, p + 1, p + length);
    }
    addMatch(window, candidate, length, end);
  }

  private void findWithinLine(byte[] window, long bytes, int low, int end) {
    int p = position;
    int tail = firstLineFeed(bytes);
    if (tail <= TAIL_BYTES) {
      addLiterals(bytes, tail);
      return;
    }
    int candidate = replaceCandidate(bytes, p);
    int lowest = Math.max(low, p - DeflateTokens.MAX_DISTANCE);
    int length = candidate >= lowest ? matchLength(window, p, candidate, end) : 0;
    if (length < MIN_LENGTH) {
      tokens[count++] = DeflateTokens.literal(bytes);
      position++;
      return;
    }
    int matchEnd = p + length;
    int feed = nextLineFeed(window, p + 1, matchEnd);
    if (feed < matchEnd) {
      int feedLowest = Math.max(low, feed - DeflateTokens.MAX_DISTANCE);
      int feedMatch = lineFeed >= feedLowest ? matchLength(window, feed, lineFeed, end) : 0;
      if (feed + feedMatch > matchEnd) {
        lineFeedMatch = feedMatch;
        length = feed - p;
        if (length < MIN_LENGTH) {
          addLiterals(bytes, length);
          return;
        }
      } else {
        noteLineFeeds(window, feed, matchEnd);
      }
    }
    addMatch(window, candidate, length, end);
  }

  /** Adds the first literals of eight bytes; at most four of them. */
  private void addLiterals(long bytes, int literals) {
    int[] to = tokens;
    int n = count;
    to[n] = DeflateTokens.literal(bytes);
    to[n + 1] = DeflateTokens.literal(bytes >>> 8);
    to[n + 2] = DeflateTokens.literal(bytes >>> 16);
    to[n + 3] = DeflateTokens.literal(bytes >>> 24);
    count = n + literals;
    position += literals;
  }

  private void addMatch(byte[] window, int candidate, int length, int end) {
    int p = position;
    if (p + 1 <= end - Long.BYTES) {
      table[hash((long) BitWriter.LONG.get(window, p + 1))] = (char) (p + 1);
    }
    tokens[count++] = DeflateTokens.match(length, p - candidate);
    position = p + length;
  }

  private void noteLineFeeds(byte[] window, int start, int end) {
    for (int p = nextLineFeed(window, start, end); p < end; p = nextLineFeed(window, p + 1, end)) {
      lineFeed = p;
    }
  }

  /** Returns the last position with the same hash, less than 64 KiB before, and notes this one. */
  private int replaceCandidate(long bytes, int p) {
    int hash = hash(bytes);
    int candidate = p - (((p - table[hash] - 1) & 0xffff) + 1);
    table[hash] = (char) p;
    return candidate;
  }

  private static int hash(long bytes) {
    long hashed = (bytes << (Long.SIZE - 8 * HASH_BYTES)) * HASH_FACTOR;
    return (int) (hashed >>> (Long.SIZE - HASH_BITS));
  }

  private static int matchLength(byte[] window, int p, int candidate, int end) {
    int max = Math.min(DeflateTokens.MAX_MATCH, end - p);
    long difference =
        (long) BitWriter.LONG.get(window, p) ^ (long) BitWriter.LONG.get(window, candidate);
    if (difference != 0 || max <= Long.BYTES) {
      return Math.min(max, Long.numberOfTrailingZeros(difference) >>> 3);
    }
    int mismatch = Arrays.mismatch(window, p + 8, p + max, window, candidate + 8, candidate + max);
    return mismatch < 0 ? max : mismatch + 8;
  }

  /** Returns the index of the first line feed among eight bytes, or 8. */
  private static int firstLineFeed(long bytes) {
    long zeros = bytes ^ LINE_FEEDS;
    return Long.numberOfTrailingZeros((zeros - ONES) & ~zeros & HIGH_BITS) >>> 3;
  }

  /** Returns the first line feed from a position on, or the end. */
  private static int nextLineFeed(byte[] window, int start, int end) {
    for (int p = start; p < end; p += Long.BYTES) {
      int feed = firstLineFeed((long) BitWriter.LONG.get(window, p));
      if (feed < Long.BYTES) {
        return Math.min(end, p + feed);
      }
    }
    return end;
  }
}
