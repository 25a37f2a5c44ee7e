package com.pantahub.metrics.scrape;

import java.util.Arrays;

/** A prefix code made of the frequencies of its symbols. Not thread-safe; used again. */
final class HuffmanCode {

  /*
   * design
   *
   * Lengths come from Moffat's and Katajainen's in-place construction over the sorted frequencies
   * [1]. Codes that are too long are shortened by moving leaves from the deepest level that has
   * room, which keeps the code complete and costs next to nothing in size. Codes are canonical [2]
   * and kept reversed, as deflate writes them from their first bit on.
   *
   * [1] A. Moffat, J. Katajainen: In-Place Calculation of Minimum-Redundancy Codes, WADS 1995
   * [2] RFC 1951, section 3.2.2
   */

  final int[] frequencies;
  final byte[] lengths;

  /** The codes, their first bit least significant. */
  final int[] codes;

  private final int maxLength;
  private final long[] sorted;
  private final int[] tree;
  private final int[] lengthCounts;
  private final int[] nextCode;

  HuffmanCode(int symbols, int maxLength) {
    this.maxLength = maxLength;
    frequencies = new int[symbols];
    lengths = new byte[symbols];
    codes = new int[symbols];
    sorted = new long[symbols];
    tree = new int[symbols];
    lengthCounts = new int[maxLength + 1];
    nextCode = new int[maxLength + 1];
  }

  /** Makes the code for the frequencies; with fewer than two symbols it has two of one bit. */
  void build() {
    Arrays.fill(lengths, (byte) 0);
    int used = 0;
    for (int symbol = 0; symbol < frequencies.length; symbol++) {
      if (frequencies[symbol] != 0) {
        sorted[used++] = ((long) frequencies[symbol] << Integer.SIZE) | symbol;
      }
    }
    if (used < 2) {
      int symbol = used == 0 ? 0 : (int) sorted[0];
      lengths[symbol] = 1;
      lengths[symbol == 0 ? 1 : 0] = 1;
    } else {
      Arrays.sort(sorted, 0, used);
      findDepths(used);
      assignLengths(used);
    }
    assignCodes();
  }

  /** Returns how many bits all symbols take, each as often as it is frequent. */
  long totalBits() {
    long bits = 0;
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      bits += (long) frequencies[symbol] * lengths[symbol];
    }
    return bits;
  }

  /** Gives every symbol its canonical code of the length that it has. */
  void assignCodes() {
    Arrays.fill(lengthCounts, 0);
    for (byte length : lengths) {
      lengthCounts[length]++;
    }
    lengthCounts[0] = 0;
    int code = 0;
    for (int length = 1; length <= maxLength; length++) {
      code = (code + lengthCounts[length - 1]) << 1;
      nextCode[length] = code;
    }
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      if (length != 0) {
        codes[symbol] = Integer.reverse(nextCode[length]++) >>> (Integer.SIZE - length);
      }
    }
  }

  /** Finds the depth of each leaf, in ascending order of frequency. */
  private void findDepths(int leaves) {
    int[] a = tree;
    for (int i = 0; i < leaves; i++) {
      a[i] = (int) (sorted[i] >>> Integer.SIZE);
    }
    findParents(a, leaves);
    a[leaves - 2] = 0;
    for (int next = leaves - 3; next >= 0; next--) {
      a[next] = a[a[next]] + 1;
    }
    int available = 1;
    int internal = 0;
    int depth = 0;
    int root = leaves - 2;
    int next = leaves - 1;
    while (available > 0) {
      while (root >= 0 && a[root] == depth) {
        internal++;
        root--;
      }
      while (available > internal) {
        a[next--] = depth;
        available--;
      }
      available = 2 * internal;
      depth++;
      internal = 0;
    }
  }

  private static void findParents(int[] a, int leaves) {
    a[0] += a[1];
    int root = 0;
    int leaf = 2;
    for (int next = 1; next < leaves - 1; next++) {
      if (leaf >= leaves || a[root] < a[leaf]) {
        a[next] = a[root];
        a[root++] = next;
      } else {
        a[next] = a[leaf++];
      }
      if (leaf >= leaves || (root < next && a[root] < a[leaf])) {
        a[next] += a[root];
        a[root++] = next;
      } else {
        a[next] += a[leaf++];
      }
    }
  }

  /** Gives the rarest symbols the longest codes, none longer than may be. */
  private void assignLengths(int used) {
    Arrays.fill(lengthCounts, 0);
    int excess = -(1 << maxLength);
    for (int i = 0; i < used; i++) {
      int length = Math.min(tree[i], maxLength);
      lengthCounts[length]++;
      excess += 1 << (maxLength - length);
    }
    for (; excess > 0; excess--) {
      int length = maxLength - 1;
      while (lengthCounts[length] == 0) {
        length--;
      }
      lengthCounts[length]--;
      lengthCounts[length + 1] += 2;
      lengthCounts[maxLength]--;
    }
    int rank = 0;
    for (int length = maxLength; length > 0; length--) {
      for (int i = 0; i < lengthCounts[length]; i++) {
        lengths[(int) sorted[rank++]] = (byte) length;
      }
    }
  }
}
