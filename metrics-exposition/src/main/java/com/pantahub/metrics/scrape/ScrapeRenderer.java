package com.pantahub.metrics.scrape;

/** Writes gathered families as the bytes of a response. Thread-safe. */
final class ScrapeRenderer {

  /** Idle chunks that are held for good: 1 MiB. */
  private static final int KEPT_CHUNKS = 32;

  /** Idle deflaters that are held for good. */
  private static final int KEPT_DEFLATERS = 1;

  private final ReusePool<byte[]> chunks =
      new ReusePool<>(() -> new byte[ScrapeBody.CHUNK_BYTES], KEPT_CHUNKS);
  private final ReusePool<ScrapeDeflater> deflaters =
      new ReusePool<>(ScrapeDeflater::new, KEPT_DEFLATERS);

  /**
   * Writes the families of a scrape.
   *
   * @return the whole body; the caller gives its memory back
   */
  ScrapeBody render(Gathering gathering, ScrapeVariant variant) {
    ScrapeBody body = new ScrapeBody(chunks);
    boolean complete = false;
    try {
      if (variant.coding() == ContentCoding.GZIP) {
        compress(gathering, variant, body);
      } else {
        write(gathering, variant, body);
      }
      complete = true;
      return body;
    } finally {
      if (!complete) {
        body.release();
      }
    }
  }

  /** Returns how many chunks are in the hands of responses that have not been closed. */
  int chunksLent() {
    return chunks.lent();
  }

  private void compress(Gathering gathering, ScrapeVariant variant, ScrapeBody body) {
    ScrapeDeflater deflater = deflaters.acquire();
    try {
      byte[] chunk = chunks.acquire();
      try {
        write(gathering, variant, new GzipEncoder(deflater, chunk, body));
      } finally {
        chunks.release(chunk);
      }
    } finally {
      deflaters.release(deflater);
    }
  }

  private static void write(Gathering gathering, ScrapeVariant variant, ChunkSink sink) {
    ScrapeBuffer buffer = new ScrapeBuffer(sink);
    for (GatheredFamily family : gathering.families()) {
      if (variant.filter().includes(family.name())) {
        variant.format().write(family, buffer);
      }
    }
    variant.format().writeEnd(buffer);
    buffer.finish();
  }
}
