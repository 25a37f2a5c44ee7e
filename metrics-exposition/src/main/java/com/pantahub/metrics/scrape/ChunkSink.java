package com.pantahub.metrics.scrape;

/** Takes filled chunks of bytes and hands out empty ones. Not thread-safe; one per scrape. */
interface ChunkSink {

  /** Returns the first chunk to fill. */
  byte[] first();

  /**
   * Takes what was filled and returns the chunk to fill next, which may be the same one.
   *
   * @param chunk the chunk handed out last
   * @param length how many of its bytes are filled, from index 0
   */
  byte[] next(byte[] chunk, int length);

  /** Takes the last chunk, filled or not; nothing is handed out any more. */
  void last(byte[] chunk, int length);
}
