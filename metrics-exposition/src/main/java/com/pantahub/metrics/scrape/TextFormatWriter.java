package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilyVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Writes families as Prometheus text format 0.0.4. Thread-safe: has no state.
 *
 * <p>Source: Prometheus, "Exposition formats", text-based format; bytes as client_golang's expfmt
 * writes them.
 */
final class TextFormatWriter implements ExpositionFormat {

  static final TextFormatWriter INSTANCE = new TextFormatWriter();

  private TextFormatWriter() {}

  @Override
  public String contentType() {
    return "text/plain; version=0.0.4; charset=utf-8";
  }

  @Override
  public boolean hasExemplars() {
    return false;
  }

  @Override
  public byte[] header(FamilyHead head) {
    Utf8Bytes bytes = new Utf8Bytes(256);
    if (head.help() != null) {
      bytes.append("# HELP ").append(head.name()).append(' ').appendHelp(head.help()).append('\n');
    }
    bytes.append("# TYPE ").append(head.name()).append(' ');
    return bytes.append(head.type().textFormatName()).append('\n').toByteArray();
  }

  @Override
  public @Nullable String lineName(FamilyHead head, SampleRole role) {
    return switch (role) {
      case VALUE, QUANTILE -> head.name();
      case BUCKET -> head.name() + "_bucket";
      case SUM -> head.name() + "_sum";
      case COUNT -> head.name() + "_count";
      case GAUGE_SUM, GAUGE_COUNT, CREATED, FOREIGN -> null;
    };
  }

  @Override
  public String bound(String text, double value) {
    return text;
  }

  @Override
  public void write(GatheredFamily family, ScrapeBuffer buffer) {
    FamilyLines lines = family.plan().textLines;
    buffer.put(lines.header, 0, lines.header.length);
    for (FamilyLines.Run run : lines.runs) {
      SampleValues values = family.values();
      if (values.timestamps == null) {
        writeRun(run, values.values, buffer);
      } else {
        writeRun(run, values.values, values.timestamps, buffer);
      }
    }
  }

  @Override
  public void writeEnd(ScrapeBuffer buffer) {
    // The format ends with its last line.
  }

  private static void writeRun(FamilyLines.Run run, double[] values, ScrapeBuffer buffer) {
    byte[] bytes = run.bytes;
    int[] ends = run.ends;
    int[] samples = run.samples;
    int start = 0;
    for (int i = 0; i < ends.length; i++) {
      buffer.putLine(bytes, start, ends[i] - start, values[samples[i]]);
      start = ends[i];
    }
  }

  private static void writeRun(
      FamilyLines.Run run, double[] values, long[] timestamps, ScrapeBuffer buffer) {
    int start = 0;
    for (int i = 0; i < run.ends.length; i++) {
      int end = run.ends[i];
      int sample = run.samples[i];
      long timestampMillis = timestamps[sample];
      if (timestampMillis == FamilyVisitor.NO_TIMESTAMP) {
        buffer.putLine(run.bytes, start, end - start, values[sample]);
      } else {
        buffer.put(run.bytes, start, end - start);
        buffer.put(values[sample]);
        buffer.put((byte) ' ');
        buffer.put(timestampMillis);
        buffer.put((byte) '\n');
      }
      start = end;
    }
  }
}
