package com.pantahub.metrics.scrape;

/** Appends bytes and numbers to the chunks of a {@link ChunkSink}. Not thread-safe. */
final class ScrapeBuffer {

  private final ChunkSink sink;
  private byte[] chunk;
  private int position;

  ScrapeBuffer(ChunkSink sink) {
    this.sink = sink;
    this.chunk = sink.first();
  }

  /** Appends one byte. */
  void put(byte value) {
    reserve(1);
    chunk[position++] = value;
  }

  /** Appends a run of bytes of any length. */
  void put(byte[] bytes, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > chunk.length - position) {
      int part = chunk.length - position;
      System.arraycopy(bytes, from, chunk, position, part);
      position += part;
      from += part;
      left -= part;
      reserve(1);
    }
    System.arraycopy(bytes, from, chunk, position, left);
    position += left;
  }

  /** Appends a number in its shortest spelling. */
  void put(double value) {
    reserve(NumberEncoder.MAX_BYTES);
    position = NumberEncoder.encode(value, chunk, position);
  }

  /** Appends a whole number. */
  void put(long value) {
    reserve(NumberEncoder.MAX_BYTES);
    position = NumberEncoder.encode(value, chunk, position);
  }

  /** Appends a line: its bytes up to the value, the value and LF. */
  void putLine(byte[] bytes, int offset, int length, double value) {
    if (chunk.length - position < length + NumberEncoder.MAX_BYTES + 1) {
      put(bytes, offset, length);
      put(value);
      put((byte) '\n');
      return;
    }
    System.arraycopy(bytes, offset, chunk, position, length);
    int end = NumberEncoder.encode(value, chunk, position + length);
    chunk[end] = '\n';
    position = end + 1;
  }

  /** Hands the last chunk over; nothing may be appended after this. */
  void finish() {
    sink.last(chunk, position);
  }

  private void reserve(int bytes) {
    if (chunk.length - position < bytes) {
      chunk = sink.next(chunk, position);
      position = 0;
    }
  }
}
