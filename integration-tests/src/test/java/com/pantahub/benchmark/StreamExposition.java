package com.pantahub.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A library that writes text to a stream, served as simpleclient's and client_java's own HTTP
 * servers do it: the text goes to a buffer in memory, from there through a {@link
 * GZIPOutputStream}. Not thread-safe.
 *
 * <p>Both buffers are kept from scrape to scrape, which not every such server does.
 */
final class StreamExposition implements Exposition {

  /** Writes a registry as text. */
  @FunctionalInterface
  interface TextWriter {
    void write(OutputStream out) throws IOException;
  }

  private final TextWriter writer;
  private final Coding coding;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();

  StreamExposition(TextWriter writer, Coding coding) {
    this.writer = writer;
    this.coding = coding;
  }

  @Override
  public int render() throws IOException {
    return write().size();
  }

  @Override
  public byte[] body() throws IOException {
    return write().toByteArray();
  }

  private ByteArrayOutputStream write() throws IOException {
    text.reset();
    writer.write(text);
    if (coding == Coding.TEXT) {
      return text;
    }
    compressed.reset();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      text.writeTo(gzip);
    }
    return compressed;
  }
}
