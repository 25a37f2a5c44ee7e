package com.pantahub.benchmark;

import java.io.IOException;
import java.util.zip.Deflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What zlib takes for the text of a scrape, all at once and with a deflater that is reused. */
public class ZlibBenchmark extends SampledBenchmark {

  @Param Workload workload;

  @Param({"1", "3", "6"})
  int level;

  private byte[] text;
  private byte[] compressed;
  private Deflater deflater;

  @Setup
  public void render() throws IOException {
    text = Library.PANTAHUB.exposition(workload, Coding.TEXT).body();
    compressed = new byte[text.length];
    deflater = new Deflater(level, true);
  }

  @TearDown
  public void endDeflater() {
    deflater.end();
  }

  @Benchmark
  public int deflate() {
    return deflate(deflater, text, compressed);
  }

  /** Compresses a text and returns the number of compressed bytes. */
  static int deflate(Deflater deflater, byte[] text, byte[] compressed) {
    deflater.reset();
    deflater.setInput(text);
    deflater.finish();
    return deflater.deflate(compressed);
  }
}
