package com.pantahub.benchmark;

import com.pantahub.benchmark.MetricFamily.Child;
import com.pantahub.benchmark.MetricFamily.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Reads the families of {@code server-scrape.txt}, a scrape of the server in text format 0.0.4.
 *
 * <p>The recording lacks what not every library can be filled with: quantiles, because each
 * estimates them in its own way, NaN, and {@code go_memstats_alloc_bytes_total}, because
 * simpleclient refuses a counter and a gauge of the same base name.
 */
final class RecordedScrape {

  private static final String HELP = "# HELP ";
  private static final String TYPE = "# TYPE ";

  private final List<MetricFamily> families = new ArrayList<>();
  private String help = "";

  private RecordedScrape() {}

  /**
   * Reads the recording.
   *
   * @throws IllegalArgumentException if it has something that can't be replayed
   */
  static List<MetricFamily> families() {
    RecordedScrape recording = new RecordedScrape();
    text().lines().forEach(recording::read);
    return recording.families;
  }

  private static String text() {
    try (InputStream in = RecordedScrape.class.getResourceAsStream("server-scrape.txt")) {
      byte[] bytes = Objects.requireNonNull(in, "server-scrape.txt").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String line) {
    if (line.startsWith(HELP)) {
      help = line.substring(line.indexOf(' ', HELP.length()) + 1);
    } else if (line.startsWith(TYPE)) {
      int space = line.indexOf(' ', TYPE.length());
      begin(line.substring(TYPE.length(), space), line.substring(space + 1));
    } else {
      add(TextSample.parse(line));
    }
  }

  private void begin(String name, String type) {
    switch (type) {
      case "counter" -> begin(name, "_total", Kind.COUNTER);
      case "summary" -> begin(name, "", Kind.SUMMARY);
      case "gauge" -> begin(name, "_info", name.endsWith("_info") ? Kind.INFO : Kind.GAUGE);
      default -> throw new IllegalArgumentException("can't replay the type " + type);
    }
  }

  private void begin(String name, String suffix, Kind kind) {
    String base = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    families.add(new MetricFamily(base, kind, help, new ArrayList<>(), new ArrayList<>()));
  }

  private void add(TextSample sample) {
    MetricFamily family = families.get(families.size() - 1);
    if (family.labelNames().isEmpty()) {
      family.labelNames().addAll(sample.labels().keySet());
    }
    List<String> labelValues = List.copyOf(sample.labels().values());
    if (sample.name().endsWith("_count") && family.kind() == Kind.SUMMARY) {
      // The sum stands on the line before.
      Child last = family.children().remove(family.children().size() - 1);
      int count = (int) sample.value();
      double mean = last.values().get(0) / count;
      family.children().add(new Child(labelValues, Collections.nCopies(count, mean)));
    } else {
      family.children().add(new Child(labelValues, List.of(sample.value())));
    }
  }
}
