package com.pantahub.metrics.scrape;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of one response, in chunks borrowed from a {@link ReusePool}. Not thread-safe; one per
 * scrape.
 */
final class ScrapeBody implements ChunkSink {

  /** The size of a chunk: small enough that G1 never treats one as humongous. */
  static final int CHUNK_BYTES = 32 * 1024;

  private final ReusePool<byte[]> pool;
  private final List<byte[]> borrowed = new ArrayList<>();
  private final List<ByteBuffer> filled = new ArrayList<>();
  private long bytes;

  ScrapeBody(ReusePool<byte[]> pool) {
    this.pool = pool;
  }

  @Override
  public byte[] first() {
    byte[] chunk = pool.acquire();
    borrowed.add(chunk);
    return chunk;
  }

  @Override
  public byte[] next(byte[] chunk, int length) {
    last(chunk, length);
    return first();
  }

  @Override
  public void last(byte[] chunk, int length) {
    if (length > 0) {
      filled.add(ByteBuffer.wrap(chunk, 0, length));
      bytes += length;
    }
  }

  /** Returns the number of bytes of the whole body. */
  long bytes() {
    return bytes;
  }

  /** Returns the bytes of the whole body in order. */
  List<ByteBuffer> buffers() {
    return List.copyOf(filled);
  }

  /** Gives every chunk back; the bytes are gone after this. */
  void release() {
    for (byte[] chunk : borrowed) {
      pool.release(chunk);
    }
    borrowed.clear();
    filled.clear();
  }
}
