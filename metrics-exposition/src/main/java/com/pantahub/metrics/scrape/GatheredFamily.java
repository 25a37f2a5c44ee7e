package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilyVisitor;
import org.jspecify.annotations.Nullable;

/** One family with the values of one scrape. Not thread-safe. */
final class GatheredFamily {

  /** The family's names, labels and lines. */
  final FamilyPlan plan;

  /** The values, by index in order of delivery. */
  final double[] values;

  /**
   * The timestamps in milliseconds, by the same index; null if no sample has one. A negative one
   * other than {@link FamilyVisitor#NO_TIMESTAMP} leaves its sample out.
   */
  final long @Nullable [] timestamps;

  private final FamilyRecorder recorder;

  GatheredFamily(
      FamilyRecorder recorder, FamilyPlan plan, double[] values, long @Nullable [] timestamps) {
    this.recorder = recorder;
    this.plan = plan;
    this.values = values;
    this.timestamps = timestamps;
  }

  /** Tells whether any line is left to write. */
  boolean hasLines() {
    for (FamilyPlan.Lines lines : plan.lines) {
      if (timestamps == null) {
        return true;
      }
      for (int sample : lines.samples) {
        if (timestamps[sample] >= 0 || timestamps[sample] == FamilyVisitor.NO_TIMESTAMP) {
          return true;
        }
      }
    }
    return false;
  }

  /** Gives the values back to their recorder; they may not be read after this. */
  void release() {
    recorder.recycle(values);
  }
}
