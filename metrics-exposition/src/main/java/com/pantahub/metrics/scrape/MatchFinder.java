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
   * A literal costs one branch that can't be foreseen: a candidate out of reach is replaced by the
   * farthest place in reach, which is as good as any other to compare with. Where the next line
   * feed is, is looked up once a line, and what matched the line before is not looked through.
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

  /** So many bytes of a match are compared one word after the other. */
  private static final int NEAR_BYTES = 32;

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

  /** Copied over the table, as the first compiler turns {@code Arrays.fill} into a slow loop. */
  private static final char[] EMPTY = new char[1 << HASH_BITS];

  private final char[] table = new char[1 << HASH_BITS];

  /** The last line feed before the position, or a negative number. */
  private int lineFeed;

  /** The first line feed from the position on, or the end of the text. */
  private int nextLineFeed;

  /** How much the next line feed is known to match the one before it; 0 if it isn't known. */
  private int lineFeedMatch;

  /** Forgets all text. */
  void reset(int start) {
    System.arraycopy(EMPTY, 0, table, 0, table.length);
    position = start;
    lineFeed = -1;
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
    count = 0;
    lineFeedMatch = 0;
    if (position == low && position < end) {
      // Nothing is in reach.
      addLiteral(window[position]);
    }
    nextLineFeed = lineFeedFrom(window, position, end);
    int limit = end - Long.BYTES;
    while (position <= limit && count < MAX_TOKENS - STEP_TOKENS) {
      if (position == nextLineFeed) {
        findAtLineFeed(window, low, end);
      } else {
        findWithinLine(window, low, end);
      }
    }
    if (position > limit) {
      while (position < end) {
        addLiteral(window[position]);
      }
    }
  }

  private void findAtLineFeed(byte[] window, int low, int end) {
    int p = position;
    int lowest = Math.max(low, p - DeflateTokens.MAX_DISTANCE);
    int candidate = lineFeed;
    int length = lineFeedMatch;
    if (length == 0 && candidate >= lowest) {
      length = matchLength(window, p, candidate, end);
    }
    // What matches the line before as far as its end has no line feed.
    int unscanned = length > p - candidate ? p + 1 : p + Math.max(1, length);
    if (length < LONG_ENOUGH) {
      int other = Math.max(lowest, replaceCandidate((long) BitWriter.LONG.get(window, p), p));
      int otherLength = matchLength(window, p, other, end);
      if (otherLength > length) {
        length = otherLength;
        candidate = other;
      }
    }
    lineFeedMatch = 0;
    lineFeed = p;
    nextLineFeed = lineFeedFrom(window, unscanned, end);
    if (length < MIN_LENGTH) {
      addLiteral((byte) '\n');
    } else {
      passLineFeeds(window, p + length, end);
      addMatch(window, candidate, length, end);
    }
  }

  /** Adds literals up to the first match, and the match; or up to the line feed. */
  private void findWithinLine(byte[] window, int low, int end) {
    int p = position;
    int feed = nextLineFeed;
    int stop = Math.min(feed - TAIL_BYTES, end - Long.BYTES + 1);
    stop = Math.min(stop, p + MAX_TOKENS - STEP_TOKENS - count);
    int n = count;
    for (; p < stop; p++) {
      long bytes = (long) BitWriter.LONG.get(window, p);
      int lowest = Math.max(low, p - DeflateTokens.MAX_DISTANCE);
      int candidate = Math.max(lowest, replaceCandidate(bytes, p));
      long difference = bytes ^ (long) BitWriter.LONG.get(window, candidate);
      if (difference << (Long.SIZE - Byte.SIZE * MIN_LENGTH) == 0) {
        position = p;
        count = n;
        addMatchWithinLine(window, candidate, low, end);
        return;
      }
      tokens[n++] = DeflateTokens.literal(bytes);
    }
    position = p;
    count = n;
    if (feed - p <= TAIL_BYTES) {
      addLiterals((long) BitWriter.LONG.get(window, p), feed - p);
    }
  }

  /** Adds a match that begins within a line, and is cut at its end if the next one goes further. */
  private void addMatchWithinLine(byte[] window, int candidate, int low, int end) {
    int length = matchLength(window, position, candidate, end);
    int matchEnd = position + length;
    int feed = nextLineFeed;
    if (matchEnd > feed) {
      int lowest = Math.max(low, feed - DeflateTokens.MAX_DISTANCE);
      int feedMatch = lineFeed >= lowest ? matchLength(window, feed, lineFeed, end) : 0;
      if (feed + feedMatch > matchEnd) {
        lineFeedMatch = feedMatch;
        length = feed - position;
      } else {
        passLineFeeds(window, matchEnd, end);
      }
    }
    addMatch(window, candidate, length, end);
  }

  private void addLiteral(byte literal) {
    tokens[count++] = DeflateTokens.literal(literal);
    position++;
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

  /** Notes which line feed is the last before a position, and which the next one from it on. */
  private void passLineFeeds(byte[] window, int before, int end) {
    while (nextLineFeed < before) {
      lineFeed = nextLineFeed;
      nextLineFeed = lineFeedFrom(window, lineFeed + 1, end);
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
    int nearEnd = Math.min(max, NEAR_BYTES);
    for (int length = 0; length < nearEnd; length += Long.BYTES) {
      long difference =
          (long) BitWriter.LONG.get(window, p + length)
              ^ (long) BitWriter.LONG.get(window, candidate + length);
      if (difference != 0) {
        return Math.min(max, length + (Long.numberOfTrailingZeros(difference) >>> 3));
      }
    }
    if (max > NEAR_BYTES) {
      int mismatch =
          Arrays.mismatch(
              window, p + NEAR_BYTES, p + max, window, candidate + NEAR_BYTES, candidate + max);
      return mismatch < 0 ? max : NEAR_BYTES + mismatch;
    }
    return max;
  }

  /** Returns the first line feed from a position on, or the end. */
  private static int lineFeedFrom(byte[] window, int start, int end) {
    for (int p = start; p < end; p += Long.BYTES) {
      long zeros = (long) BitWriter.LONG.get(window, p) ^ LINE_FEEDS;
      long found = (zeros - ONES) & ~zeros & HIGH_BITS;
      if (found != 0) {
        return Math.min(end, p + (Long.numberOfTrailingZeros(found) >>> 3));
      }
    }
    return end;
  }
}
