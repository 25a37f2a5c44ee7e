package com.pantahub.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;

/** Prints, as a table in Markdown, how many bytes each library sends for each workload. */
final class BodySizes {

  private BodySizes() {}

  /**
   * Prints the table.
   *
   * @param args none
   */
  public static void main(String[] args) throws IOException {
    System.out.println("| Workload | What | Samples | Text bytes | Gzip bytes |");
    System.out.println("| --- | --- | ---: | ---: | ---: |");
    for (Workload workload : Workload.values()) {
      for (Library library : Library.values()) {
        byte[] text = library.exposition(workload, Coding.TEXT).body();
        int compressedBytes = library.exposition(workload, Coding.GZIP).render();
        print(workload, library.title(), text, compressedBytes);
      }
      byte[] text = Library.PANTAHUB.exposition(workload, Coding.TEXT).body();
      for (int level : List.of(1, 3, 6)) {
        Deflater deflater = new Deflater(level, true);
        int compressedBytes = ZlibBenchmark.deflate(deflater, text, new byte[text.length]);
        deflater.end();
        print(workload, "zlib, level " + level, text, compressedBytes);
      }
    }
  }

  private static void print(Workload workload, String body, byte[] text, int compressedBytes) {
    int samples = TextSample.parseAll(new String(text, StandardCharsets.UTF_8)).size();
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %,d | %,d | %,d |%n",
        workload.name().toLowerCase(Locale.ROOT),
        body,
        samples,
        text.length,
        compressedBytes);
  }
}
