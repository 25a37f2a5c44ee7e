package com.pantahub.metrics.scrape;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes bits to the chunks of a {@link ChunkSink}, least significant first. Not thread-safe. */
final class BitWriter {

  /** Eight bytes of an array as a number, the first byte least significant. */
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final ChunkSink sink;

  /** The chunk being filled; its last bytes may be written over as scratch. */
  byte[] chunk;

  int position;

  /** Bits that are not in the chunk yet; fewer than 32 of them between calls. */
  long bits;

  int bitCount;

  BitWriter(ChunkSink sink) {
    this.sink = sink;
    this.chunk = sink.first();
  }

  /** Writes the low bits of a value that has no others; at most 32 of them. */
  void put(long value, int count) {
    bits |= value << bitCount;
    bitCount += count;
    if (bitCount >= Integer.SIZE) {
      flush();
    }
  }

  /** Puts all whole bytes into the chunk. */
  void flush() {
    if (chunk.length - position < Long.BYTES) {
      nextChunk();
    }
    LONG.set(chunk, position, bits);
    position += bitCount >>> 3;
    bits >>>= bitCount & ~7;
    bitCount &= 7;
  }

  /** Goes on in another chunk. */
  void nextChunk() {
    chunk = sink.next(chunk, position);
    position = 0;
  }

  /** Fills the last byte with zeros. */
  void align() {
    bitCount = (bitCount + 7) & ~7;
    flush();
  }

  /** Writes whole bytes; only when aligned. */
  void put(byte[] bytes, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      if (position == chunk.length) {
        nextChunk();
      }
      int part = Math.min(left, chunk.length - position);
      System.arraycopy(bytes, from, chunk, position, part);
      position += part;
      from += part;
      left -= part;
    }
  }

  /** Hands the last chunk over. */
  void finish() {
    sink.last(chunk, position);
  }
}
