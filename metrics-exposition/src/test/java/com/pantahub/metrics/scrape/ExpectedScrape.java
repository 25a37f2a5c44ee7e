package com.pantahub.metrics.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.pantahub.metrics.scrape.GivenFamily.GivenSample;
import com.pantahub.metrics.scrape.ParsedFamily.Label;
import com.pantahub.metrics.source.FamilyType;
import com.pantahub.metrics.source.FamilyVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a scrape of given collectors has to be, by the rules and without any thought for speed. Not
 * thread-safe.
 */
final class ExpectedScrape {

  private static final List<String> HISTOGRAM_SUFFIXES = List.of("_bucket", "_sum", "_count");
  private static final List<String> SUMMARY_SUFFIXES = List.of("", "_sum", "_count");

  private TreeMap<String, Entry> entries = new TreeMap<>();
  private long problems;
  private final List<ParsedFamily> families = new ArrayList<>();

  private ExpectedScrape() {}

  static ExpectedScrape of(List<GivenCollector> collectors) {
    ExpectedScrape scrape = new ExpectedScrape();
    for (GivenCollector collector : collectors) {
      TreeMap<String, Entry> before = new TreeMap<>();
      scrape.entries.forEach((name, entry) -> before.put(name, entry.copy()));
      collector.families().forEach(scrape::deliver);
      if (collector.fails()) {
        scrape.entries = before;
        scrape.problems++;
      }
    }
    scrape.finish();
    return scrape;
  }

  /** Returns the families in the order in which they have to be written. */
  List<ParsedFamily> families() {
    return families;
  }

  /** Returns how many samples and collectors are lost. */
  long problems() {
    return problems;
  }

  private void deliver(GivenFamily given) {
    String suffix =
        switch (given.type()) {
          case COUNTER -> "_total";
          case INFO -> "_info";
          default -> "";
        };
    String base = withoutSuffix(Objects.requireNonNull(given.name()), suffix);
    String help = given.help() == null || given.help().isEmpty() ? null : given.help();
    Entry before = entries.get(base + suffix);
    if (before != null && before.disagrees(given.type(), help)) {
      problems += given.samples().size();
      return;
    }
    for (GivenSample sample : given.samples()) {
      String name = sample.name();
      String role = name == null ? null : role(given.type(), base, suffix, name);
      if (role != null && role.equals("_created")) {
        continue;
      }
      if (name == null || name.equals(base + suffix) || role != null) {
        add(base + suffix, given.type(), help, role, sample);
      } else if (given.type() == FamilyType.GAUGE_HISTOGRAM
          && (name.equals(base + "_gsum") || name.equals(base + "_gcount"))) {
        add(name, FamilyType.GAUGE, help, "", sample);
      } else {
        add(name, FamilyType.UNTYPED, null, "", sample);
      }
    }
  }

  private static @Nullable String role(
      FamilyType type, String base, String suffix, String sampleName) {
    List<String> known =
        switch (type) {
          case HISTOGRAM, GAUGE_HISTOGRAM -> HISTOGRAM_SUFFIXES;
          case SUMMARY -> SUMMARY_SUFFIXES;
          default -> List.of("");
        };
    for (String family : List.of(base + suffix, base)) {
      if (sampleName.equals(family + "_created")) {
        return "_created";
      }
      for (String role : known) {
        if (sampleName.equals(family + role)) {
          return role;
        }
      }
    }
    return null;
  }

  private void add(
      String name,
      FamilyType type,
      @Nullable String help,
      @Nullable String role,
      GivenSample sample) {
    Entry entry = entries.computeIfAbsent(name, absent -> new Entry(type, help, new ArrayList<>()));
    if (entry.disagrees(type, help)) {
      problems++;
    } else {
      entry.samples.add(new Placed(role, sample));
    }
  }

  private void finish() {
    Set<String> dropped = new HashSet<>();
    entries.forEach(
        (name, entry) -> {
          boolean valid =
              name.matches("[a-zA-Z_:][a-zA-Z0-9_:]*")
                  && (entry.help == null || UTF_8.newEncoder().canEncode(entry.help));
          if (!valid || collides(name, dropped)) {
            dropped.add(name);
            problems += entry.samples.size();
            return;
          }
          List<ParsedFamily.Sample> samples = samples(name, entry);
          if (!samples.isEmpty()) {
            String type = entry.type.textFormatName();
            families.add(new ParsedFamily(name, type, entry.help, samples));
          }
        });
  }

  private boolean collides(String name, Set<String> dropped) {
    for (String suffix : HISTOGRAM_SUFFIXES) {
      String base = withoutSuffix(name, suffix);
      Entry other = base.equals(name) || dropped.contains(base) ? null : entries.get(base);
      if (other != null
          && (other.type.textFormatName().equals("histogram")
              || (other.type == FamilyType.SUMMARY && !suffix.equals("_bucket")))) {
        return true;
      }
    }
    return false;
  }

  private List<ParsedFamily.Sample> samples(String name, Entry entry) {
    List<Line> lines = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    for (Placed placed : entry.samples) {
      Line line = line(entry.type, placed);
      if (line == null || !seen.add(List.of(line.role, Set.copyOf(line.labels), line.bound))) {
        problems++;
      } else {
        lines.add(line);
      }
    }
    lines.sort(Line.ORDER);
    return lines.stream().map(line -> line.sample(name)).toList();
  }

  private static @Nullable Line line(FamilyType type, Placed placed) {
    GivenSample sample = placed.sample;
    List<String> names = sample.labelNames();
    List<String> values = sample.labelValues();
    long time = sample.timestampMillis();
    if (placed.role == null
        || names == null
        || values == null
        || names.size() != values.size()
        || (time < 0 && time != FamilyVisitor.NO_TIMESTAMP)) {
      return null;
    }
    TreeMap<String, String> labels = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String value = values.get(i);
      if (name == null
          || !name.matches("(?!__)[a-zA-Z_][a-zA-Z0-9_]*")
          || value == null
          || !UTF_8.newEncoder().canEncode(value)
          || labels.put(name, value) != null) {
        return null;
      }
    }
    boolean bucket = placed.role.equals("_bucket");
    boolean summary = type == FamilyType.SUMMARY;
    String boundLabel = bucket ? "le" : summary ? "quantile" : "";
    String bound = bucket || summary ? labels.remove(boundLabel) : null;
    boolean isBounded = bucket || (summary && placed.role.isEmpty());
    if (isBounded == (bound == null) || (bound != null && !isNumber(bound))) {
      return null;
    }
    List<Label> sorted =
        labels.entrySet().stream().map(e -> new Label(e.getKey(), e.getValue())).toList();
    return new Line(placed.role, sorted, boundLabel, bound == null ? "" : bound, sample);
  }

  private static boolean isNumber(String text) {
    return text.matches("[+-]Inf|[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?");
  }

  private static String withoutSuffix(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  private record Entry(FamilyType type, @Nullable String help, List<Placed> samples) {
    boolean disagrees(FamilyType otherType, @Nullable String otherHelp) {
      return type != otherType || !Objects.equals(help, otherHelp);
    }

    Entry copy() {
      return new Entry(type, help, new ArrayList<>(samples));
    }
  }

  private record Placed(@Nullable String role, GivenSample sample) {}

  private record Line(
      String role, List<Label> labels, String boundLabel, String bound, GivenSample given) {

    static final Comparator<Line> ORDER =
        Comparator.<Line>comparingInt(line -> line.labels.size())
            .thenComparing(line -> bytes(line.labels, Label::value), Line::compareAll)
            .thenComparing(line -> bytes(line.labels, Label::name), Line::compareAll)
            .thenComparing(line -> List.of("", "_bucket", "_sum", "_count").indexOf(line.role))
            .thenComparing(line -> number(line.bound))
            .thenComparing(line -> line.bound);

    ParsedFamily.Sample sample(String family) {
      List<Label> all = new ArrayList<>(labels);
      if (!bound.isEmpty()) {
        all.add(new Label(boundLabel, bound));
      }
      long time = given.timestampMillis();
      return new ParsedFamily.Sample(
          family + role,
          List.copyOf(all),
          given.value() + 0.0, // Turns -0 into 0.
          time == FamilyVisitor.NO_TIMESTAMP ? null : time);
    }

    private static double number(String bound) {
      return bound.isEmpty() ? 0 : Double.parseDouble(bound.replace("Inf", "Infinity"));
    }

    private static List<byte[]> bytes(List<Label> labels, Function<Label, String> part) {
      return labels.stream().map(label -> part.apply(label).getBytes(UTF_8)).toList();
    }

    private static int compareAll(List<byte[]> a, List<byte[]> b) {
      for (int i = 0; i < a.size(); i++) {
        int order = Arrays.compareUnsigned(a.get(i), b.get(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }
  }
}
