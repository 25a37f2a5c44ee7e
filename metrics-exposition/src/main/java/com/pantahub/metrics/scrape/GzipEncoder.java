package com.pantahub.metrics.scrape;

import java.util.zip.CRC32;

/**
 * Encodes one scrape as gzip, chunk by chunk. Not thread-safe; one instance per scrape.
 *
 * <p>Source: RFC 1952. The header has neither a time nor a name, so equal texts have equal bytes.
 */
final class GzipEncoder implements ChunkSink {

  /** Magic number, deflate, no flags, no time, no extra flags, unknown operating system. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

  private final CRC32 crc = new CRC32();
  private final ScrapeDeflater deflater;
  private final byte[] text;
  private final BitWriter out;
  private long textBytes;

  /**
   * Begins a gzip member.
   *
   * @param deflater free again after {@link #last}
   * @param text is handed out to be filled, again and again
   * @param compressed takes the member
   */
  GzipEncoder(ScrapeDeflater deflater, byte[] text, ChunkSink compressed) {
    this.deflater = deflater;
    this.text = text;
    deflater.reset();
    out = new BitWriter(compressed);
    out.put(HEADER, 0, HEADER.length);
  }

  @Override
  public byte[] first() {
    return text;
  }

  @Override
  public byte[] next(byte[] chunk, int length) {
    crc.update(chunk, 0, length);
    textBytes += length;
    deflater.write(chunk, 0, length, out);
    return chunk;
  }

  @Override
  public void last(byte[] chunk, int length) {
    next(chunk, length);
    deflater.finish(out);
    out.align();
    out.put(crc.getValue(), Integer.SIZE);
    out.put(textBytes & 0xffff_ffffL, Integer.SIZE);
    out.finish();
  }
}
