package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.Exemplar;
import com.pantahub.metrics.source.FamilyType;
import com.pantahub.metrics.source.FamilyVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the collectors of one scrape deliver to the recorders of the families, so that each
 * collector can be undone as a whole. Not thread-safe; one per scrape.
 */
final class FamilyRecording implements FamilyVisitor {

  private static final String NO_FAMILY = "a sample was delivered before its family";

  private final Map<String, FamilyRecorder> recorders;
  private final GatherProblems problems;
  private final boolean exemplars;
  private final List<Touched> touched = new ArrayList<>();

  /** The family begun last, or null if its samples are refused. */
  private @Nullable FamilyRecorder family;

  /** Why the samples of the family begun last are refused, if they are. */
  private String refusal = NO_FAMILY;

  FamilyRecording(
      Map<String, FamilyRecorder> recorders, GatherProblems problems, boolean exemplars) {
    this.recorders = recorders;
    this.exemplars = exemplars;
    this.problems = problems;
  }

  /** Begins a collector: what follows is undone together. */
  void beginCollector() {
    touched.clear();
    family = null;
    refusal = NO_FAMILY;
  }

  /** Takes back all samples since {@link #beginCollector}. */
  void undoCollector() {
    for (int i = touched.size() - 1; i >= 0; i--) {
      touched.get(i).family.truncate(touched.get(i).size);
    }
    touched.clear();
  }

  @Override
  public boolean wantsExemplars() {
    return exemplars;
  }

  @Override
  public void family(String name, FamilyType type, @Nullable String unit, @Nullable String help) {
    Objects.requireNonNull(name, "name of a family");
    Objects.requireNonNull(type, "type of a family");
    family =
        enter(
            new FamilyHead(
                ExportedName.of(type, name), type, emptyToNull(unit), emptyToNull(help), false));
  }

  @Override
  public void sample(
      String name,
      List<String> labelNames,
      List<String> labelValues,
      double value,
      long timestampMillis,
      @Nullable Exemplar exemplar) {
    FamilyRecorder owner = family;
    if (owner == null) {
      problems.add(refusal);
      return;
    }
    if (timestampMillis < 0 && timestampMillis != NO_TIMESTAMP) {
      refuseTimestamp(owner, name);
      return;
    }
    if (!owner.recordAsPlanned(name, labelNames, labelValues, value, timestampMillis, exemplar)) {
      if (isForeign(owner, name)) {
        FamilyRecorder foreign = enter(foreignHead(name));
        recordIn(foreign, name, labelNames, labelValues, value, timestampMillis, exemplar);
      } else {
        owner.record(name, labelNames, labelValues, value, timestampMillis, exemplar);
      }
    }
    if (isPartOfGaugeHistogram(owner, name)) {
      FamilyRecorder gauge = enter(gaugeHead(owner, name));
      recordIn(gauge, name, labelNames, labelValues, value, timestampMillis, null);
    }
  }

  /** Records a sample in a family other than the one it was delivered in, or refuses it. */
  private void recordIn(
      @Nullable FamilyRecorder target,
      String name,
      List<String> labelNames,
      List<String> labelValues,
      double value,
      long timestampMillis,
      @Nullable Exemplar exemplar) {
    if (target == null) {
      problems.add(refusal);
    } else if (!target.recordAsPlanned(
        name, labelNames, labelValues, value, timestampMillis, exemplar)) {
      target.record(name, labelNames, labelValues, value, timestampMillis, exemplar);
    }
  }

  private void refuseTimestamp(FamilyRecorder owner, @Nullable String name) {
    FamilyHead head = owner.head();
    if (head == null || SampleRole.of(head.type(), head.name(), name) != SampleRole.CREATED) {
      problems.add(
          () ->
              "collected metric "
                  + SampleText.plain(name == null ? "null" : name)
                  + " has a negative timestamp");
    }
  }

  private static boolean isForeign(FamilyRecorder owner, @Nullable String name) {
    FamilyHead head = owner.head();
    return head != null
        && name != null
        && !name.equals(head.name())
        && SampleRole.of(head.type(), head.name(), name) == SampleRole.FOREIGN;
  }

  /** Tells whether text format 0.0.4 writes a sample as a gauge beside its gauge histogram. */
  private static boolean isPartOfGaugeHistogram(FamilyRecorder owner, @Nullable String name) {
    FamilyHead head = owner.head();
    return head != null
        && head.type() == FamilyType.GAUGE_HISTOGRAM
        && name != null
        && (name.equals(head.name() + "_gcount") || name.equals(head.name() + "_gsum"));
  }

  private static FamilyHead gaugeHead(FamilyRecorder owner, String name) {
    FamilyHead head = owner.head();
    return new FamilyHead(name, FamilyType.GAUGE, null, head == null ? null : head.help(), true);
  }

  /** A series that has no place in its own family makes a family that nothing is known of. */
  private static FamilyHead foreignHead(String name) {
    return new FamilyHead(name, FamilyType.UNTYPED, null, null, false);
  }

  private @Nullable FamilyRecorder enter(FamilyHead head) {
    FamilyRecorder entered = recorders.computeIfAbsent(head.name(), FamilyRecorder::new);
    FamilyHead begun = entered.head();
    if (begun == null || entered.size() == 0) {
      touched.add(new Touched(entered, 0));
      entered.begin(head);
      return entered;
    }
    String conflict = begun.conflict(head);
    if (conflict != null) {
      refusal = conflict;
      return null;
    }
    touched.add(new Touched(entered, entered.size()));
    return entered;
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private record Touched(FamilyRecorder family, int size) {}
}
