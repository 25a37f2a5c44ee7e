package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.Exemplar;
import java.util.List;
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
   * family, about as large as the family's text and its labels, held for as long as the family
   * exists.
   *
   * The values of a scrape that has been answered are overwritten by a later one.
   */

  private final String name;
  private final AtomicReference<@Nullable SampleValues> spare = new AtomicReference<>();

  private @Nullable FamilyPlan plan;

  /** The family as begun in this scrape, or null. */
  private @Nullable FamilyHead head;

  private SampleValues values = new SampleValues(0);

  /** The samples themselves, from the moment on in which they differ from the plan's. */
  private @Nullable SampleKeys keys;

  /**
   * Makes a recorder.
   *
   * @param name the family's exported name
   */
  FamilyRecorder(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Returns the family as begun in this scrape, or null if it isn't. */
  @Nullable FamilyHead head() {
    return head;
  }

  /** Returns how many samples are recorded in this scrape. */
  int size() {
    return head == null ? 0 : values.size();
  }

  /** Forgets the scrape before: the family is not begun. */
  void reset() {
    head = null;
    keys = null;
  }

  /** Begins the family in this scrape. */
  void begin(FamilyHead newHead) {
    head = newHead;
    int expected = plan == null ? 4 : plan.keys.size();
    SampleValues free = spare.getAndSet(null);
    values = free == null || free.capacity() > 2 * expected ? new SampleValues(expected) : free;
    values.clear();
    keys = plan == null || !plan.head.equals(newHead) ? new SampleKeys() : null;
  }

  /** Records a sample if it is the one that the plan has at this place. */
  boolean recordAsPlanned(
      @Nullable String sampleName,
      @Nullable List<String> labelNames,
      @Nullable List<String> labelValues,
      double value,
      long timestampMillis,
      @Nullable Exemplar exemplar) {
    if (keys != null
        || plan == null
        || values.size() == plan.keys.size()
        || !plan.keys.matches(values.size(), sampleName, labelNames, labelValues)) {
      return false;
    }
    values.add(value, timestampMillis, exemplar);
    return true;
  }

  /** Records any sample. */
  void record(
      @Nullable String sampleName,
      @Nullable List<String> labelNames,
      @Nullable List<String> labelValues,
      double value,
      long timestampMillis,
      @Nullable Exemplar exemplar) {
    SampleKeys recorded = recordedKeys();
    recorded.add(sampleName, labelNames, labelValues);
    values.add(value, timestampMillis, exemplar);
    keys = recorded;
  }

  /** Takes back all samples behind the first {@code size}; with none the family is not begun. */
  void truncate(int size) {
    values.truncate(size);
    if (keys != null) {
      keys.truncate(size);
    }
    if (size == 0) {
      reset();
    }
  }

  /** Ends the family in this scrape. */
  GatheredFamily end(GatherProblems problems) {
    FamilyHead begun = head;
    if (begun == null) {
      throw new IllegalStateException("not begun: " + name);
    }
    FamilyPlan current = plan;
    if (current == null || keys != null || values.size() < current.keys.size()) {
      current = FamilyPlan.of(begun, recordedKeys());
      plan = current;
    }
    problems.addAll(current.problems);
    return new GatheredFamily(current, values, false, this);
  }

  /** Takes the values of an answered scrape back. Thread-safe. */
  void recycle(SampleValues used) {
    spare.set(used);
  }

  /** Returns the keys of the samples recorded so far, detached from the plan's. */
  private SampleKeys recordedKeys() {
    SampleKeys recorded = keys;
    if (recorded == null) {
      recorded = new SampleKeys();
      if (plan != null) {
        recorded.copyOf(plan.keys, values.size());
      }
    }
    return recorded;
  }
}
