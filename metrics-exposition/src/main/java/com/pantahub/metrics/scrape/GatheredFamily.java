package com.pantahub.metrics.scrape;

/**
 * One family with the values of one scrape. Not thread-safe.
 *
 * @param plan the family's names, labels and lines
 * @param values the values of its samples
 * @param baseNameTaken whether another family has this one's name without {@code _total} or {@code
 *     _info}
 * @param recorder the owner of the values
 */
record GatheredFamily(
    FamilyPlan plan, SampleValues values, boolean baseNameTaken, FamilyRecorder recorder) {

  String name() {
    return plan.head.name();
  }

  /** Tells whether any line is left to write. */
  boolean hasLines() {
    for (FamilyLines.Run run : plan.textLines.runs) {
      for (int sample : run.samples) {
        if (values.isWritten(sample)) {
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
