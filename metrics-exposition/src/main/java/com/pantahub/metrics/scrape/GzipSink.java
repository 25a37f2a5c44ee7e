package com.pantahub.metrics.scrape;

/** Compresses what is written to it chunk by chunk. Not thread-safe; one per scrape. */
final class GzipSink implements ChunkSink {

  private final GzipEncoder encoder;
  private final byte[] chunk;

  /**
   * Begins a gzip member.
   *
   * @param encoder does the work; free again after {@link #last}
   * @param chunk is handed out to be filled, again and again
   * @param compressed takes the member
   */
  GzipSink(GzipEncoder encoder, byte[] chunk, ChunkSink compressed) {
    this.encoder = encoder;
    this.chunk = chunk;
    encoder.start(compressed);
  }

  @Override
  public byte[] first() {
    return chunk;
  }

  @Override
  public byte[] next(byte[] filled, int length) {
    encoder.write(filled, 0, length);
    return chunk;
  }

  @Override
  public void last(byte[] filled, int length) {
    encoder.write(filled, 0, length);
    encoder.finish();
  }
}
