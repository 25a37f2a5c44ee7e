package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilyCollector;
import com.pantahub.metrics.source.FamilySource;
import com.pantahub.metrics.source.FamilyType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs each collector of all sources inside a fence, and drops and counts what is inconsistent.
 * Thread-safe: gathers one scrape at a time.
 */
final class FamilyGatherer {

  private static final List<String> SUFFIXES = List.of("_bucket", "_count", "_sum");

  private final List<FamilySource> sources;
  private final Map<String, FamilyRecorder> recorders = new HashMap<>();
  private List<FamilyRecorder> sorted = List.of();

  /**
   * Makes a gatherer.
   *
   * @param sources where families come from; where two disagree, the earlier one is kept
   */
  FamilyGatherer(List<FamilySource> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * Gathers the families of one scrape, sorted by name.
   *
   * @param exemplars whether the scrape can use exemplars
   */
  synchronized Gathering gather(boolean exemplars) {
    recorders.values().forEach(FamilyRecorder::reset);
    GatherProblems problems = new GatherProblems();
    FamilyRecording recording = new FamilyRecording(recorders, problems, exemplars);
    for (FamilySource source : sources) {
      for (FamilyCollector collector : collectors(source, problems)) {
        try {
          recording.beginCollector();
          collector.collect(recording);
        } catch (Throwable e) {
          recording.undoCollector();
          problems.add(failure(collector, e));
        }
      }
    }
    return new Gathering(end(problems), problems);
  }

  private static Collection<? extends FamilyCollector> collectors(
      FamilySource source, GatherProblems problems) {
    try {
      return source.collectors();
    } catch (Throwable e) {
      problems.add(failure(source, e));
      return List.of();
    }
  }

  /** Describes what foreign code threw; passes on what only the process as a whole can answer. */
  private static String failure(Object failed, Throwable e) {
    if (e instanceof VirtualMachineError fatal && !(e instanceof StackOverflowError)) {
      throw fatal;
    }
    try {
      String name =
          failed instanceof FamilyCollector collector
              ? collector.name()
              : failed.getClass().getName();
      return "collector " + name + " failed: " + SampleText.plain(e.toString());
    } catch (RuntimeException unspeakable) {
      return "collector " + failed.getClass().getName() + " failed: " + e.getClass().getName();
    }
  }

  private List<GatheredFamily> end(GatherProblems problems) {
    if (recorders.values().removeIf(recorder -> recorder.head() == null)
        || recorders.size() != sorted.size()
        || !recorders.values().containsAll(sorted)) {
      sorted = new ArrayList<>(recorders.values());
      sorted.sort(Comparator.comparing(FamilyRecorder::name));
    }
    Set<String> dropped = new HashSet<>();
    List<GatheredFamily> families = new ArrayList<>(sorted.size());
    for (FamilyRecorder recorder : sorted) {
      String collision = collision(recorder, dropped);
      if (collision == null) {
        GatheredFamily family = recorder.end(isBaseNameTaken(recorder), problems);
        if (family.hasLines()) {
          families.add(family);
        }
      } else {
        dropped.add(recorder.name());
        problems.add(collision, recorder.size());
      }
    }
    return families;
  }

  private boolean isBaseNameTaken(FamilyRecorder recorder) {
    FamilyHead head = recorder.head();
    return head != null
        && !ExportedName.suffix(head.type()).isEmpty()
        && recorders.containsKey(head.baseName());
  }

  /** Returns which summary or histogram already has the series named as this family, or null. */
  private @Nullable String collision(FamilyRecorder family, Set<String> dropped) {
    for (String suffix : SUFFIXES) {
      if (family.name().endsWith(suffix)) {
        String base = family.name().substring(0, family.name().length() - suffix.length());
        FamilyRecorder owner = dropped.contains(base) ? null : recorders.get(base);
        FamilyHead head = owner == null ? null : owner.head();
        if (head != null && writes(head.type(), suffix)) {
          return "collected metric named \""
              + family.name()
              + "\" collides with previously collected "
              + head.type().textFormatName()
              + " named \""
              + base
              + "\"";
        }
      }
    }
    return null;
  }

  private static boolean writes(FamilyType type, String suffix) {
    return switch (type) {
      case HISTOGRAM, GAUGE_HISTOGRAM -> true;
      case SUMMARY -> !suffix.equals("_bucket");
      default -> false;
    };
  }
}
