package com.pantahub.metrics.scrape;

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

  private final Map<String, FamilyRecorder> recorders;
  private final GatherProblems problems;
  private final List<Touched> touched = new ArrayList<>();

  /** The family begun last, or null if its samples are refused. */
  private @Nullable FamilyRecorder family;

  private @Nullable String help;
  private String refusal = "a sample was delivered before its family";

  FamilyRecording(Map<String, FamilyRecorder> recorders, GatherProblems problems) {
    this.recorders = recorders;
    this.problems = problems;
  }

  /** Begins a collector: what follows is undone together. */
  void beginCollector() {
    touched.clear();
    family = null;
  }

  /** Takes back all samples since {@link #beginCollector}. */
  void undoCollector() {
    for (int i = touched.size() - 1; i >= 0; i--) {
      touched.get(i).family.truncate(touched.get(i).size);
    }
    touched.clear();
  }

  @Override
  public void family(String name, FamilyType type, @Nullable String familyHelp) {
    Objects.requireNonNull(name, "name of a family");
    Objects.requireNonNull(type, "type of a family");
    help = familyHelp == null || familyHelp.isEmpty() ? null : familyHelp;
    family = enter(ExportedName.of(type, name), type, help);
  }

  @Override
  public void sample(
      String name,
      List<String> labelNames,
      List<String> labelValues,
      double value,
      long timestampMillis) {
    FamilyRecorder target = family;
    if (target != null
        && target.recordAsPlanned(name, labelNames, labelValues, value, timestampMillis)) {
      return;
    }
    if (target != null && isForeign(target, name)) {
      target = enterForeign(target, name);
      if (target != null
          && target.recordAsPlanned(name, labelNames, labelValues, value, timestampMillis)) {
        return;
      }
    }
    if (target == null) {
      problems.add(refusal);
    } else {
      target.record(name, labelNames, labelValues, value, timestampMillis);
    }
  }

  private static boolean isForeign(FamilyRecorder family, @Nullable String name) {
    return name != null
        && !name.equals(family.name())
        && SampleRole.of(family.type(), family.name(), name) == SampleRole.FOREIGN;
  }

  /** Enters the family that a series without a place in its own family makes. */
  private @Nullable FamilyRecorder enterForeign(FamilyRecorder owner, String name) {
    boolean partOfGaugeHistogram =
        name.equals(owner.name() + "_gcount") || name.equals(owner.name() + "_gsum");
    return partOfGaugeHistogram
        ? enter(name, FamilyType.GAUGE, help)
        : enter(name, FamilyType.UNTYPED, null);
  }

  private @Nullable FamilyRecorder enter(String name, FamilyType type, @Nullable String withHelp) {
    FamilyRecorder entered = recorders.computeIfAbsent(name, FamilyRecorder::new);
    if (!entered.isBegun()) {
      entered.begin(type, withHelp);
    } else {
      String conflict = entered.conflict(type, withHelp);
      if (conflict != null) {
        refusal = conflict;
        return null;
      }
    }
    touched.add(new Touched(entered, entered.size()));
    return entered;
  }

  private record Touched(FamilyRecorder family, int size) {}
}
