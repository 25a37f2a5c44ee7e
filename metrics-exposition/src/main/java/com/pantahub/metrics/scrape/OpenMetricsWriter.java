package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.Exemplar;
import com.pantahub.metrics.source.FamilyType;
import org.jspecify.annotations.Nullable;

/**
 * Writes families as OpenMetrics 1.0.0. Thread-safe: has no state that changes.
 *
 * <p>Source: the OpenMetrics specification 1.0.0, sections "Text format" and "Canonical numbers".
 */
final class OpenMetricsWriter implements ExpositionFormat {

  /** The labels of an exemplar have at most so many characters together. */
  private static final int MAX_EXEMPLAR_CHARS = 128;

  private static final byte[] END = {'#', ' ', 'E', 'O', 'F', '\n'};
  private static final byte[] EXEMPLAR = {' ', '#', ' '};

  private final boolean createdSeries;

  /**
   * Makes a writer.
   *
   * @param createdSeries whether the times of creation are written
   */
  OpenMetricsWriter(boolean createdSeries) {
    this.createdSeries = createdSeries;
  }

  @Override
  public String contentType() {
    return "application/openmetrics-text; version=1.0.0; charset=utf-8";
  }

  @Override
  public boolean hasExemplars() {
    return true;
  }

  @Override
  public byte[] header(FamilyHead head) {
    String name = head.baseName();
    Utf8Bytes bytes = new Utf8Bytes(256);
    bytes.append("# TYPE ").append(name).append(' ').append(typeName(head.type())).append('\n');
    if (head.unit() != null && name.endsWith("_" + head.unit())) {
      bytes.append("# UNIT ").append(name).append(' ').append(head.unit()).append('\n');
    }
    if (head.help() != null) {
      bytes.append("# HELP ").append(name).append(' ').appendLabelValue(head.help()).append('\n');
    }
    return bytes.toByteArray();
  }

  @Override
  public @Nullable String lineName(FamilyHead head, SampleRole role) {
    String name = head.baseName();
    boolean gauge = head.type() == FamilyType.GAUGE_HISTOGRAM;
    return switch (role) {
      case VALUE, QUANTILE -> name + ExportedName.suffix(head.type());
      case BUCKET -> name + "_bucket";
      case SUM -> name + (gauge ? "_gsum" : "_sum");
      case COUNT -> name + (gauge ? "_gcount" : "_count");
      case GAUGE_SUM -> name + "_gsum";
      case GAUGE_COUNT -> name + "_gcount";
      case CREATED -> createdSeries && hasCreation(head.type()) ? name + "_created" : null;
      case FOREIGN -> null;
    };
  }

  /** Spells a bound as a canonical number, which has a point or an exponent. */
  @Override
  public String bound(String text, double value) {
    byte[] bytes = new byte[NumberEncoder.MAX_BYTES];
    int length = NumberEncoder.encode(value, bytes, 0);
    StringBuilder number = new StringBuilder(length + 2);
    boolean whole = !Double.isInfinite(value);
    for (int i = 0; i < length; i++) {
      number.append((char) bytes[i]);
      whole &= bytes[i] != '.' && bytes[i] != 'e';
    }
    return whole ? number.append(".0").toString() : number.toString();
  }

  @Override
  public void write(GatheredFamily family, ScrapeBuffer buffer) {
    if (family.plan().head.textOnly()) {
      return;
    }
    FamilyLines lines = family.plan().openMetricsLines(this, family.baseNameTaken());
    buffer.put(lines.header, 0, lines.header.length);
    for (FamilyLines.Run run : lines.runs) {
      int start = 0;
      for (int i = 0; i < run.ends.length; i++) {
        buffer.put(run.bytes, start, run.ends[i] - start);
        writeValue(family.values(), run.samples[i], buffer);
        start = run.ends[i];
      }
    }
  }

  @Override
  public void writeEnd(ScrapeBuffer buffer) {
    buffer.put(END, 0, END.length);
  }

  private static void writeValue(SampleValues values, int sample, ScrapeBuffer buffer) {
    buffer.put(values.values[sample]);
    if (values.timestamps != null) {
      writeTimestamp(values.timestamps[sample], buffer);
    }
    Exemplar exemplar = values.exemplar(sample);
    if (exemplar != null) {
      Utf8Bytes labels = exemplarLabels(exemplar);
      if (labels != null) {
        buffer.put(EXEMPLAR, 0, EXEMPLAR.length);
        byte[] bytes = labels.toByteArray();
        buffer.put(bytes, 0, bytes.length);
        buffer.put(exemplar.value());
        writeTimestamp(exemplar.timestampMillis(), buffer);
      }
    }
    buffer.put((byte) '\n');
  }

  /** Writes a time as seconds with three decimals. */
  private static void writeTimestamp(long timestampMillis, ScrapeBuffer buffer) {
    if (timestampMillis >= 0) {
      buffer.put((byte) ' ');
      buffer.put(timestampMillis / 1000);
      long millis = timestampMillis % 1000;
      buffer.put((byte) '.');
      buffer.put((byte) ('0' + millis / 100));
      buffer.put((byte) ('0' + millis / 10 % 10));
      buffer.put((byte) ('0' + millis % 10));
    }
  }

  /** Returns an exemplar's labels and a space, or null if the format has no place for them. */
  private static @Nullable Utf8Bytes exemplarLabels(Exemplar exemplar) {
    int labels = exemplar.labelNames().size();
    if (labels != exemplar.labelValues().size()) {
      return null;
    }
    Utf8Bytes bytes = new Utf8Bytes(128).append('{');
    int chars = 0;
    for (int i = 0; i < labels; i++) {
      String name = exemplar.labelNames().get(i);
      String value = exemplar.labelValues().get(i);
      if (name == null
          || value == null
          || !ExportedName.isLabelName(name)
          || !Utf8Text.isEncodable(value)) {
        return null;
      }
      chars += name.length() + value.codePointCount(0, value.length());
      bytes
          .append(i == 0 ? "" : ",")
          .append(name)
          .append("=\"")
          .appendLabelValue(value)
          .append('"');
    }
    return chars > MAX_EXEMPLAR_CHARS ? null : bytes.append('}').append(' ');
  }

  private static boolean hasCreation(FamilyType type) {
    return type == FamilyType.COUNTER || type == FamilyType.HISTOGRAM || type == FamilyType.SUMMARY;
  }

  private static String typeName(FamilyType type) {
    return switch (type) {
      case COUNTER -> "counter";
      case GAUGE -> "gauge";
      case HISTOGRAM -> "histogram";
      case SUMMARY -> "summary";
      case UNTYPED -> "unknown";
      case GAUGE_HISTOGRAM -> "gaugehistogram";
      case STATE_SET -> "stateset";
      case INFO -> "info";
    };
  }
}
