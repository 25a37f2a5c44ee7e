package com.pantahub.metrics.scrape;

import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Encodes one scrape after the other as gzip. Not thread-safe. */
final class GzipEncoder {

  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

  private final Deflater deflater = new Deflater(3, true);
  private final CRC32 crc = new CRC32();
  private @org.jspecify.annotations.Nullable ChunkSink sink;
  private byte[] out = new byte[0];
  private int position;
  private int bytes;

  void start(ChunkSink compressed) {
    deflater.reset();
    crc.reset();
    bytes = 0;
    sink = compressed;
    out = compressed.first();
    System.arraycopy(HEADER, 0, out, 0, HEADER.length);
    position = HEADER.length;
  }

  void write(byte[] chunk, int offset, int length) {
    crc.update(chunk, offset, length);
    bytes += length;
    deflater.setInput(chunk, offset, length);
    while (!deflater.needsInput()) {
      drain();
    }
  }

  void finish() {
    deflater.finish();
    while (!deflater.finished()) {
      drain();
    }
    putInt((int) crc.getValue());
    putInt(bytes);
    java.util.Objects.requireNonNull(sink).last(out, position);
  }

  private void drain() {
    if (position == out.length) {
      out = java.util.Objects.requireNonNull(sink).next(out, position);
      position = 0;
    }
    position += deflater.deflate(out, position, out.length - position);
  }

  private void putInt(int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      if (position == out.length) {
        out = java.util.Objects.requireNonNull(sink).next(out, position);
        position = 0;
      }
      out[position++] = (byte) (value >>> shift);
    }
  }
}
