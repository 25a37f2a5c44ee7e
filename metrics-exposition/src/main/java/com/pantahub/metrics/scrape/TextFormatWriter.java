package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilyType;
import com.pantahub.metrics.source.FamilyVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Writes families as Prometheus text format 0.0.4. Stateless.
 *
 * <p>Source: Prometheus, "Exposition formats", text-based format; bytes as client_golang's expfmt
 * writes them.
 */
final class TextFormatWriter {

  private TextFormatWriter() {}

  /** Returns the bytes of a family's HELP and TYPE lines. */
  static byte[] header(String name, FamilyType type, @Nullable String help) {
    Utf8Bytes bytes = new Utf8Bytes(256);
    if (help != null && !help.isEmpty()) {
      bytes.append("# HELP ").append(name).append(' ').appendHelp(help).append('\n');
    }
    bytes.append("# TYPE ").append(name).append(' ').append(type.textFormatName()).append('\n');
    return bytes.toByteArray();
  }

  /** Returns the name at the start of the lines of a role. */
  static String lineName(String family, SampleRole role) {
    return switch (role) {
      case BUCKET -> family + "_bucket";
      case SUM -> family + "_sum";
      case COUNT -> family + "_count";
      case VALUE, QUANTILE, CREATED, FOREIGN -> family;
    };
  }

  /** Appends a line's bytes up to its value: name, labels and a space. */
  static void appendLineKey(Utf8Bytes bytes, LineKey line) {
    bytes.append(line.name());
    char separator = '{';
    for (int i = 0; i < line.labelNames().size(); i++) {
      bytes.append(separator).append(line.labelNames().get(i)).append("=\"");
      bytes.appendLabelValue(line.labelValues().get(i)).append('"');
      separator = ',';
    }
    String boundLabel = line.role().boundLabel();
    String bound = line.bound();
    if (boundLabel != null && bound != null) {
      bytes.append(separator).append(boundLabel).append("=\"");
      bytes.appendLabelValue(bound).append('"');
      separator = ',';
    }
    if (separator == ',') {
      bytes.append('}');
    }
    bytes.append(' ');
  }

  /** Writes one family. */
  static void write(GatheredFamily family, ScrapeBuffer buffer) {
    FamilyPlan plan = family.plan;
    buffer.put(plan.header, 0, plan.header.length);
    for (FamilyPlan.Lines lines : plan.lines) {
      if (family.timestamps == null) {
        writeLines(lines, family.values, buffer);
      } else {
        writeLines(lines, family.values, family.timestamps, buffer);
      }
    }
  }

  private static void writeLines(FamilyPlan.Lines lines, double[] values, ScrapeBuffer buffer) {
    byte[] bytes = lines.bytes;
    int[] ends = lines.ends;
    int[] samples = lines.samples;
    int start = 0;
    for (int i = 0; i < ends.length; i++) {
      buffer.put(bytes, start, ends[i] - start);
      buffer.put(values[samples[i]]);
      buffer.put((byte) '\n');
      start = ends[i];
    }
  }

  private static void writeLines(
      FamilyPlan.Lines lines, double[] values, long[] timestamps, ScrapeBuffer buffer) {
    int start = 0;
    for (int i = 0; i < lines.ends.length; i++) {
      int end = lines.ends[i];
      int sample = lines.samples[i];
      long timestampMillis = timestamps[sample];
      if (timestampMillis >= 0 || timestampMillis == FamilyVisitor.NO_TIMESTAMP) {
        buffer.put(lines.bytes, start, end - start);
        buffer.put(values[sample]);
        if (timestampMillis >= 0) {
          buffer.put((byte) ' ');
          buffer.put(timestampMillis);
        }
        buffer.put((byte) '\n');
      }
      start = end;
    }
  }
}
