package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilyCollector;
import com.pantahub.metrics.source.FamilySource;
import com.pantahub.metrics.source.FamilyType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
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
          problems.add(failure(collector::name, collector, e));
        }
      }
    }
    return new Gathering(end(problems), problems);
  }

  private static List<FamilyCollector> collectors(FamilySource source, GatherProblems problems) {
    try {
      List<FamilyCollector> collectors = new ArrayList<>();
      for (FamilyCollector collector : source.collectors()) {
        collectors.add(Objects.requireNonNull(collector, "a collector is null"));
      }
      return collectors;
    } catch (Throwable e) {
      problems.add(failure(source.getClass()::getName, source, e));
      return List.of();
    }
  }

  /** Describes what foreign code threw; passes on what only the process as a whole can answer. */
  private static String failure(Supplier<String> name, Object failed, Throwable e) {
    passOnIfFatal(e);
    try {
      String thrown = SampleText.plain(e.toString());
      return "collector " + SampleText.plain(name.get()) + " failed: " + thrown;
    } catch (Throwable unspeakable) {
      passOnIfFatal(unspeakable);
      return "collector " + failed.getClass().getName() + " failed: " + e.getClass().getName();
    }
  }

  private static void passOnIfFatal(Throwable e) {
    if (e instanceof VirtualMachineError fatal && !(e instanceof StackOverflowError)) {
      throw fatal;
    }
  }

  private List<GatheredFamily> end(GatherProblems problems) {
    boolean removed = recorders.values().removeIf(recorder -> recorder.head() == null);
    if (removed || recorders.size() != sorted.size()) {
      sorted = new ArrayList<>(recorders.values());
      sorted.sort(Comparator.comparing(FamilyRecorder::name));
    }
    List<GatheredFamily> families = new ArrayList<>(sorted.size());
    for (FamilyRecorder recorder : sorted) {
      GatheredFamily family = recorder.end(problems);
      if (family.lines() > 0) {
        String collision = collision(family.name(), families);
        if (collision == null) {
          families.add(family.withBaseNameTaken(isBaseNameTaken(family, families)));
        } else {
          problems.add(collision, family.lines());
        }
      }
    }
    return families;
  }

  private static boolean isBaseNameTaken(GatheredFamily family, List<GatheredFamily> before) {
    FamilyHead head = family.plan().head;
    return !ExportedName.suffix(head.type()).isEmpty() && find(head.baseName(), before) != null;
  }

  /** Returns which summary or histogram already has the series named as this family, or null. */
  private static @Nullable String collision(String name, List<GatheredFamily> before) {
    for (String suffix : SUFFIXES) {
      if (name.endsWith(suffix)) {
        String base = name.substring(0, name.length() - suffix.length());
        FamilyHead owner = find(base, before);
        if (owner != null && writes(owner.type(), suffix)) {
          return "collected metric named \""
              + name
              + "\" collides with previously collected "
              + owner.type().textFormatName()
              + " named \""
              + base
              + "\"";
        }
      }
    }
    return null;
  }

  /** Finds a family by name among those that come before its longer names in order. */
  private static @Nullable FamilyHead find(String name, List<GatheredFamily> sorted) {
    int low = 0;
    int high = sorted.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = sorted.get(middle).name().compareTo(name);
      if (order == 0) {
        return sorted.get(middle).plan().head;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
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
