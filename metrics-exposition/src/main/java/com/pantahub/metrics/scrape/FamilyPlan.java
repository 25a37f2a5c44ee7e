package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilyType;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a family before its values are: which samples are written, in which order,
 * and the bytes of every line up to the value. Thread-safe.
 */
final class FamilyPlan {

  final FamilyHead head;

  /** Names and labels of the samples this plan was made for, in order of delivery. */
  final SampleKeys keys;

  /** The lines in text format 0.0.4. */
  final FamilyLines textLines;

  /** The samples that are left out for being wrong. */
  final GatherProblems problems;

  private volatile @Nullable OpenMetricsLines openMetrics;

  private FamilyPlan(FamilyHead head, SampleKeys keys) {
    this.head = head;
    this.keys = keys;
    problems = new GatherProblems();
    textLines = LinePlanner.plan(head, keys, TextFormatWriter.INSTANCE, problems);
  }

  /**
   * Plans a family.
   *
   * @param keys its samples; belongs to the plan from now on
   */
  static FamilyPlan of(FamilyHead head, SampleKeys keys) {
    keys.trimToSize();
    return new FamilyPlan(head, keys);
  }

  /**
   * Returns the lines in OpenMetrics, which are made when they are first asked for.
   *
   * @param baseNameTaken whether another family has the name without {@code _total} or {@code
   *     _info}. OpenMetrics has one family of a name, so this one is of unknown type then
   */
  FamilyLines openMetricsLines(OpenMetricsWriter format, boolean baseNameTaken) {
    OpenMetricsLines made = openMetrics;
    if (made == null || made.baseNameTaken != baseNameTaken) {
      FamilyHead shown =
          baseNameTaken
              ? new FamilyHead(head.name(), FamilyType.UNTYPED, null, head.help(), false)
              : head;
      FamilyLines lines = LinePlanner.plan(shown, keys, format, new GatherProblems());
      made = new OpenMetricsLines(baseNameTaken, lines);
      openMetrics = made;
    }
    return made.lines;
  }

  private record OpenMetricsLines(boolean baseNameTaken, FamilyLines lines) {}
}
