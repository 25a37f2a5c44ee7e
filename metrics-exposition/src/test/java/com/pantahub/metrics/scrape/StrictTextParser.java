package com.pantahub.metrics.scrape;

import com.pantahub.metrics.scrape.ParsedFamily.Label;
import com.pantahub.metrics.scrape.ParsedFamily.Sample;
import com.pantahub.metrics.scrape.ParsedFamily.Series;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads text format 0.0.4 and refuses whatever is not exactly right. Not thread-safe; one per text.
 *
 * <p>Source: Prometheus, "Exposition formats", text-based format. Beyond that page it demands one
 * spelling where the page allows several: single spaces, no other comments, families sorted by
 * name, {@code le} and {@code quantile} behind the other labels and those sorted by name, numbers
 * as Go spells them. The lenient reading lets go of this second group.
 */
final class StrictTextParser {

  private final TextCursor cursor;
  private final boolean lenient;
  private final List<ParsedFamily> families = new ArrayList<>();
  private final Set<String> familyNames = new HashSet<>();
  private final Set<Series> series = new HashSet<>();

  private StrictTextParser(byte[] text, boolean lenient) {
    this.cursor = new TextCursor(text);
    this.lenient = lenient;
  }

  /**
   * Parses a text which has one possible spelling.
   *
   * @throws TextFormatException where the text is wrong
   */
  static List<ParsedFamily> parse(byte[] text) {
    return new StrictTextParser(text, false).families();
  }

  /**
   * Parses a text of another writer: numbers as Java spells them, families and lines in any order,
   * families without samples, a comma behind the last label.
   *
   * @throws TextFormatException where the text is wrong
   */
  static List<ParsedFamily> parseLeniently(byte[] text) {
    return new StrictTextParser(text, true).families();
  }

  private List<ParsedFamily> families() {
    cursor.requireUtf8();
    cursor.requireFinalNewline();
    while (!cursor.atEnd()) {
      families.add(family());
    }
    return families;
  }

  private ParsedFamily family() {
    int start = cursor.position();
    String help = null;
    String helpName = null;
    if (cursor.skip("# HELP ")) {
      helpName = cursor.metricName();
      cursor.require(' ');
      help = cursor.escaped('\n', "\\n");
      cursor.require('\n');
      if (help.isEmpty() && !lenient) {
        throw cursor.failure("empty HELP", start);
      }
    }
    if (!cursor.skip("# TYPE ")) {
      throw cursor.failure("expected # HELP or # TYPE");
    }
    String name = cursor.metricName();
    if (helpName != null && !helpName.equals(name)) {
      throw cursor.failure("TYPE of another family than HELP", start);
    }
    cursor.require(' ');
    String type = cursor.word();
    if (!Set.of("counter", "gauge", "histogram", "summary", "untyped").contains(type)) {
      throw cursor.failure("unknown type " + type);
    }
    cursor.require('\n');
    if (!familyNames.add(name)) {
      throw cursor.failure("second TYPE of " + name, start);
    }
    if (!lenient
        && !families.isEmpty()
        && families.get(families.size() - 1).name().compareTo(name) > 0) {
      throw cursor.failure("family " + name + " is not in order", start);
    }
    List<Sample> samples = new ArrayList<>();
    MetricShape shape = new MetricShape(name, type, !lenient);
    while (!cursor.atEnd() && !cursor.startsWith("#")) {
      samples.add(sample(shape));
    }
    if (samples.isEmpty() && !lenient) {
      throw cursor.failure("family " + name + " without samples", start);
    }
    checked(shape::end, start);
    return new ParsedFamily(name, type, help, samples);
  }

  private Sample sample(MetricShape shape) {
    int start = cursor.position();
    String name = cursor.metricName();
    List<Label> labels = cursor.startsWith("{") ? labels() : List.of();
    cursor.require(' ');
    double value = lenient ? cursor.javaNumber() : cursor.goNumber();
    Long timestampMillis = null;
    if (cursor.startsWith(" ")) {
      cursor.require(' ');
      timestampMillis = cursor.wholeNumber();
    }
    cursor.require('\n');
    Sample sample = new Sample(name, labels, value, timestampMillis);
    if (!series.add(sample.series())) {
      throw cursor.failure("series for the second time", start);
    }
    checked(() -> shape.add(sample), start);
    return sample;
  }

  private List<Label> labels() {
    List<Label> labels = new ArrayList<>();
    Set<String> names = new HashSet<>();
    cursor.require('{');
    do {
      if (lenient && cursor.startsWith("}")) {
        break;
      }
      int start = cursor.position();
      String name = cursor.labelName();
      cursor.require('=');
      cursor.require('"');
      String value = cursor.escaped('"', "\\n\"");
      cursor.require('"');
      if (!names.add(name)) {
        throw cursor.failure("label for the second time", start);
      }
      labels.add(new Label(name, value));
    } while (cursor.skip(","));
    cursor.require('}');
    return labels;
  }

  /** Runs a check of what stands at a position. */
  private void checked(Check check, int position) {
    String problem = check.problem();
    if (problem != null) {
      throw cursor.failure(problem, position);
    }
  }

  /** Looks at something and says what is wrong with it, or null. */
  private interface Check {
    @Nullable String problem();
  }
}
