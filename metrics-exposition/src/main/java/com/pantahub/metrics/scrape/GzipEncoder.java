package com.pantahub.metrics.scrape;

import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Encodes one scrape as gzip, chunk by chunk. Not thread-safe; one instance per scrape.
 *
 * <p>Source: RFC 1952. The header has neither a time nor a name, so equal texts have equal bytes.
 */
final class GzipEncoder implements ChunkSink {

  /** zlib's level: above it every percent of size costs several percent of time on such text. */
  private static final int LEVEL = 3;

  /** Magic number, deflate, no flags, no time, no extra flags, unknown operating system. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

  private final CRC32 crc = new CRC32();
  private final Deflater deflater;
  private final byte[] text;
  private final ChunkSink compressed;
  private byte[] out;
  private int position;
  private long textBytes;

  /**
   * Begins a gzip member.
   *
   * @param deflater from {@link #newDeflater}, free again after {@link #last}
   * @param text is handed out to be filled, again and again
   * @param compressed takes the member
   */
  GzipEncoder(Deflater deflater, byte[] text, ChunkSink compressed) {
    this.deflater = deflater;
    this.text = text;
    this.compressed = compressed;
    deflater.reset();
    out = compressed.first();
    for (byte b : HEADER) {
      put(b);
    }
  }

  /** Makes a deflater, which is costly: it has about 300 KiB of memory outside the heap. */
  static Deflater newDeflater() {
    return new Deflater(LEVEL, true);
  }

  @Override
  public byte[] first() {
    return text;
  }

  @Override
  public byte[] next(byte[] chunk, int length) {
    crc.update(chunk, 0, length);
    textBytes += length;
    deflater.setInput(chunk, 0, length);
    while (!deflater.needsInput()) {
      drain();
    }
    return chunk;
  }

  @Override
  public void last(byte[] chunk, int length) {
    next(chunk, length);
    deflater.finish();
    while (!deflater.finished()) {
      drain();
    }
    putInt(crc.getValue());
    putInt(textBytes);
    compressed.last(out, position);
  }

  private void drain() {
    ensureSpace();
    position += deflater.deflate(out, position, out.length - position);
  }

  /** Puts the low 32 bits, least significant byte first. */
  private void putInt(long value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      put((byte) (value >>> shift));
    }
  }

  private void put(byte value) {
    ensureSpace();
    out[position++] = value;
  }

  private void ensureSpace() {
    if (position == out.length) {
      out = compressed.next(out, position);
      position = 0;
    }
  }
}
