package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilyType;
import com.pantahub.metrics.source.FamilyVisitor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Records one family of each scrape in turn. Not thread-safe, but for {@link #recycle}. */
final class FamilyRecorder {

  /*
   * design
   *
   * From one scrape to the next the samples of a family hardly ever change, only their values do.
   * So the recorder compares each delivered sample with the one that stood at the same place last
   * time. While they are the same it keeps nothing but the value: checks, order and bytes of the
   * lines are those of the last plan. At the first difference it turns to recording the samples
   * themselves, and a new plan is made at the end of the scrape. What this costs is one plan per
   * family, about as large as the family's text, held for as long as the family exists.
   *
   * The array of values of a scrape that has been answered is used for the next one.
   */

  private final String name;
  private final AtomicReference<double @Nullable []> spareValues = new AtomicReference<>();

  private @Nullable FamilyPlan plan;
  private FamilyType type = FamilyType.UNTYPED;
  private @Nullable String help;
  private boolean begun;
  private int size;
  private double[] values = new double[0];
  private long @Nullable [] timestamps;

  /** The samples themselves, from the moment on in which they differ from the plan's. */
  private @Nullable SampleKeys keys;

  FamilyRecorder(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  FamilyType type() {
    return type;
  }

  /** Tells whether the family has been delivered in this scrape. */
  boolean isBegun() {
    return begun;
  }

  /** Forgets the scrape before: the family is not begun. */
  void reset() {
    begun = false;
    size = 0;
    keys = null;
  }

  /** Begins the family in this scrape. */
  void begin(FamilyType newType, @Nullable String newHelp) {
    begun = true;
    type = newType;
    help = newHelp;
    size = 0;
    timestamps = null;
    int expected = plan == null ? 4 : plan.keys.size();
    double[] spare = spareValues.getAndSet(null);
    values = spare == null || spare.length > 2 * expected ? new double[expected] : spare;
    keys =
        plan == null || plan.type != newType || !Objects.equals(plan.help, newHelp)
            ? new SampleKeys()
            : null;
  }

  /** Returns what keeps more samples from joining those begun, or null. */
  @Nullable String conflict(FamilyType otherType, @Nullable String otherHelp) {
    String family = "collected metric family " + SampleText.plain(name);
    if (type != otherType) {
      return family
          + " has type "
          + otherType.textFormatName()
          + " but should have "
          + type.textFormatName();
    }
    if (!Objects.equals(help, otherHelp)) {
      return family
          + " has help "
          + SampleText.quoted(otherHelp)
          + " but should have "
          + SampleText.quoted(help);
    }
    return null;
  }

  /** Records a sample if it is the one that the plan has at this place. */
  boolean recordAsPlanned(
      @Nullable String sampleName,
      @Nullable List<String> labelNames,
      @Nullable List<String> labelValues,
      double value,
      long timestampMillis) {
    if (keys != null
        || plan == null
        || size == plan.keys.size()
        || !plan.keys.matches(size, sampleName, labelNames, labelValues)) {
      return false;
    }
    add(value, timestampMillis);
    return true;
  }

  /** Records any sample. */
  void record(
      @Nullable String sampleName,
      @Nullable List<String> labelNames,
      @Nullable List<String> labelValues,
      double value,
      long timestampMillis) {
    SampleKeys recorded = keys;
    if (recorded == null) {
      recorded = new SampleKeys();
      if (plan != null) {
        recorded.copyOf(plan.keys, size);
      }
      keys = recorded;
    }
    recorded.add(sampleName, labelNames, labelValues);
    add(value, timestampMillis);
  }

  int size() {
    return size;
  }

  /** Takes back all samples behind the first {@code newSize}; with none the family is not begun. */
  void truncate(int newSize) {
    size = newSize;
    begun = newSize > 0;
    if (keys != null) {
      keys.truncate(newSize);
    }
  }

  /** Ends the family in this scrape. */
  GatheredFamily end(GatherProblems problems) {
    FamilyPlan current = plan;
    if (current == null || keys != null || size < current.keys.size()) {
      SampleKeys planned = keys;
      if (planned == null) {
        planned = new SampleKeys();
        if (current != null) {
          planned.copyOf(current.keys, size);
        }
      }
      current = FamilyPlanner.plan(name, type, help, planned);
      plan = current;
    }
    problems.addAll(current.problems);
    countBadTimestamps(problems);
    return new GatheredFamily(this, current, values, timestamps);
  }

  /** Takes the values of an answered scrape back. Thread-safe. */
  void recycle(double[] used) {
    spareValues.set(used);
  }

  private void add(double value, long timestampMillis) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.max(4, 2 * size));
    }
    values[size] = value;
    if (timestamps == null && timestampMillis != FamilyVisitor.NO_TIMESTAMP) {
      timestamps = new long[values.length];
      Arrays.fill(timestamps, FamilyVisitor.NO_TIMESTAMP);
    }
    if (timestamps != null) {
      if (size >= timestamps.length) {
        timestamps = Arrays.copyOf(timestamps, values.length);
      }
      timestamps[size] = timestampMillis;
    }
    size++;
  }

  private void countBadTimestamps(GatherProblems problems) {
    if (timestamps == null) {
      return;
    }
    for (int i = 0; i < size; i++) {
      if (timestamps[i] < 0 && timestamps[i] != FamilyVisitor.NO_TIMESTAMP) {
        problems.add("collected metric " + SampleText.plain(name) + " has a negative timestamp");
      }
    }
  }
}
