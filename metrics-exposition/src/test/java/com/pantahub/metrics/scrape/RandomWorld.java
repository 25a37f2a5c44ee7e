package com.pantahub.metrics.scrape;

import static com.pantahub.metrics.scrape.HostileText.pick;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.pantahub.metrics.scrape.GivenFamily.GivenSample;
import com.pantahub.metrics.source.FamilyType;
import com.pantahub.metrics.source.FamilyVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Collectors whose families, children and failures change at random from scrape to scrape. Not
 * thread-safe.
 */
final class RandomWorld {

  private static final int COLLECTORS = 4;
  private static final List<String> NAMES =
      List.of("a", "ab", "a_b", "A", "_x", ":c", "x1", "x_total", "y_info", "z_count", "w_created");
  private static final List<String> LABEL_NAMES = List.of("a", "b", "zone", "le2", "_c", "Z", "l");

  private final Random random;
  private final List<WorldFamily> families = new ArrayList<>();
  private int created;

  RandomWorld(Random random) {
    this.random = random;
    for (int i = 0; i < 6; i++) {
      families.add(new WorldFamily());
    }
  }

  /** Changes a few things. */
  void change() {
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      switch (random.nextInt(5)) {
        case 0 -> families.add(random.nextInt(families.size() + 1), new WorldFamily());
        case 1 -> families.removeIf(family -> families.size() > 3 && family.random(10));
        case 2 -> Collections.shuffle(families, random);
        default -> {
          if (!families.isEmpty()) {
            pick(random, families).change();
          }
        }
      }
    }
  }

  /** Returns the collectors of the next scrape, with new values. */
  List<GivenCollector> collectors() {
    List<List<GivenFamily>> delivered = new ArrayList<>();
    for (int i = 0; i < COLLECTORS; i++) {
      delivered.add(new ArrayList<>());
    }
    for (WorldFamily family : families) {
      delivered.get(family.collector).add(family.given());
      if (random.nextInt(8) == 0) {
        delivered.get(random.nextInt(COLLECTORS)).add(family.disagreeing());
      }
    }
    List<GivenCollector> collectors = new ArrayList<>();
    for (List<GivenFamily> ofOne : delivered) {
      collectors.add(new GivenCollector(ofOne, random.nextInt(8) == 0, random.nextInt(3) == 0));
    }
    return collectors;
  }

  private double value() {
    return switch (random.nextInt(6)) {
      case 0 -> Double.longBitsToDouble(random.nextLong());
      case 1 -> random.nextInt(1000);
      case 2 -> random.nextLong() >> random.nextInt(64);
      case 3 -> pick(random, List.of(0.0, -0.0, Double.NaN, 1.0, 1e6, 999999.0, 1e-5, -1e-4));
      case 4 -> pick(random, List.of(Double.MAX_VALUE, Double.MIN_VALUE, 1.0 / 0, -1.0 / 0));
      default -> random.nextGaussian();
    };
  }

  /** A family with children: each is the labels that its samples share. */
  private final class WorldFamily {
    String name;
    FamilyType type;
    @Nullable String help;
    int collector = random.nextInt(COLLECTORS);
    final List<List<String>> labelNames = new ArrayList<>();
    final List<List<String>> labelValues = new ArrayList<>();

    WorldFamily() {
      switch (random.nextInt(12)) {
        case 0 -> name = pick(random, HostileText.NO_FAMILY);
        case 1, 2 -> name = partOfAnother();
        default -> name = pick(random, NAMES) + created++;
      }
      type = isTypeFixed() ? FamilyType.GAUGE : pick(random, Arrays.asList(FamilyType.values()));
      help = help();
      for (int i = random.nextInt(6); i >= 0; i--) {
        addChild();
      }
    }

    /** Returns the name that a series of some other family may have. */
    private String partOfAnother() {
      String other = families.isEmpty() ? "none" : pick(random, families).name;
      return other + pick(random, List.of("_bucket", "_sum", "_count"));
    }

    private boolean isTypeFixed() {
      return HostileText.NO_FAMILY.contains(name) || name.matches("(?s).*_(bucket|sum|count)");
    }

    /** Tells whether another family has the name that a series of this one may have. */
    private boolean isPartlyTaken() {
      return families.stream()
          .anyMatch(other -> other.isTypeFixed() && other.name.startsWith(name + "_"));
    }

    boolean random(int oneIn) {
      return random.nextInt(oneIn) == 0;
    }

    @Nullable String help() {
      return random(20)
          ? HostileText.invalid(random)
          : random(3) ? null : HostileText.valid(random);
    }

    void addChild() {
      List<String> names = new ArrayList<>(LABEL_NAMES);
      Collections.shuffle(names, random);
      int count = random.nextInt(4);
      labelNames.add(List.copyOf(names.subList(0, count)));
      List<String> values = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        values.add(HostileText.valid(random));
      }
      labelValues.add(values);
    }

    void change() {
      int child = labelNames.isEmpty() ? 0 : random.nextInt(labelNames.size());
      switch (random.nextInt(7)) {
        case 0 -> help = help();
        case 1 -> type = isTypeFixed() ? type : pick(random, Arrays.asList(FamilyType.values()));
        case 2 -> collector = random.nextInt(COLLECTORS);
        case 3 -> addChild();
        case 4 -> {
          if (labelNames.size() > 1) {
            labelNames.remove(child);
            labelValues.remove(child);
          }
        }
        case 5 -> {
          Collections.swap(labelNames, child, 0);
          Collections.swap(labelValues, child, 0);
        }
        default ->
            // The lists stay what they are, their content changes.
            labelValues.get(child).replaceAll(old -> HostileText.valid(random));
      }
    }

    /** The family with other words and another sample. */
    GivenFamily disagreeing() {
      FamilyType other = type == FamilyType.GAUGE ? FamilyType.UNTYPED : FamilyType.GAUGE;
      return GivenFamily.family(name, other, "other", GivenFamily.sample(name, 1, "other", "1"));
    }

    GivenFamily given() {
      List<GivenSample> samples = new ArrayList<>();
      for (int i = 0; i < labelNames.size(); i++) {
        List<GivenSample> child = child(labelNames.get(i), labelValues.get(i));
        boolean wrong = random(15) && !isPartlyTaken();
        for (GivenSample sample : child) {
          samples.add(wrong ? wrong(sample) : sample);
        }
        if (!wrong && random(15)) {
          samples.addAll(child(labelNames.get(i), labelValues.get(i)));
        }
      }
      boolean helpless =
          !hasEncodableHelp() && (type == FamilyType.GAUGE_HISTOGRAM || isPartlyTaken());
      return new GivenFamily(name, type, helpless ? null : help, samples);
    }

    private boolean hasEncodableHelp() {
      return help == null || UTF_8.newEncoder().canEncode(help);
    }

    private List<GivenSample> child(List<String> names, List<String> values) {
      List<GivenSample> samples = new ArrayList<>();
      double count = value();
      switch (type) {
        case HISTOGRAM, GAUGE_HISTOGRAM -> {
          String g = type == FamilyType.HISTOGRAM ? "_" : "_g";
          samples.add(with("_bucket", count, names, values, "le", "+Inf"));
          samples.add(with("_bucket", value(), names, values, "le", "-5.0"));
          samples.add(with("_bucket", value(), names, values, "le", "1e1"));
          samples.add(with("_bucket", value(), names, values, "le", "0.25"));
          samples.add(with(g + "sum", value(), names, values));
          samples.add(with(g + "count", count, names, values));
        }
        case SUMMARY -> {
          samples.add(with("", value(), names, values, "quantile", "0.99"));
          samples.add(with("", value(), names, values, "quantile", "0.5"));
          samples.add(with("_sum", value(), names, values));
          samples.add(with("_count", value(), names, values));
        }
        case COUNTER -> samples.add(with(random(2) ? "" : suffix("_total"), count, names, values));
        case INFO -> samples.add(with(suffix("_info"), count, names, values));
        default -> samples.add(with("", count, names, values));
      }
      if (!isTypeFixed() && hasEncodableHelp() && random(4)) {
        samples.add(with("_created", count, names, values));
      }
      if (random(3)) {
        Collections.shuffle(samples, random);
      }
      return samples;
    }

    private String suffix(String suffix) {
      return name.endsWith(suffix) ? "" : suffix;
    }

    private GivenSample with(
        String suffix, double value, List<String> names, List<String> values, String... bound) {
      List<String> allNames = new ArrayList<>(names);
      List<String> allValues = new ArrayList<>();
      // Equal strings, but not the same ones as last time.
      values.forEach(text -> allValues.add(random(2) ? text : String.valueOf(text.toCharArray())));
      if (bound.length > 0) {
        int at = random.nextInt(allNames.size() + 1);
        allNames.add(at, bound[0]);
        allValues.add(at, bound[1]);
      }
      long time = random(10) ? random.nextLong() >>> random.nextInt(1, 64) : none();
      return new GivenSample(name + suffix, allNames, allValues, value, time);
    }

    private static long none() {
      return FamilyVisitor.NO_TIMESTAMP;
    }

    /** Returns a sample with one thing wrong. */
    private GivenSample wrong(GivenSample sample) {
      List<@Nullable String> names = new ArrayList<>(sample.labelNames());
      List<@Nullable String> values = new ArrayList<>(sample.labelValues());
      switch (random.nextInt(6)) {
        case 0 -> {
          names.add(HostileText.noLabelName(random));
          values.add("x");
        }
        case 1 -> {
          names.add("ok");
          values.add(HostileText.invalid(random));
        }
        case 2 -> names.add("more");
        case 3 -> values.add("more");
        case 4 -> {
          names.add(null);
          values.add(null);
        }
        default -> {
          names.addAll(List.of("twice", "twice"));
          values.addAll(List.of("1", "2"));
        }
      }
      return GivenFamily.sample(sample.name(), sample.value(), names, values);
    }
  }
}
