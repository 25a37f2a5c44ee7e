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

  /** Returns how many lines of samples there are in text format 0.0.4. */
  int lines() {
    return plan.textLines.count;
  }

  GatheredFamily withBaseNameTaken(boolean taken) {
    return taken == baseNameTaken ? this : new GatheredFamily(plan, values, taken, recorder);
  }

  /** Gives the values back to their recorder; they may not be read after this. */
  void release() {
    recorder.recycle(values);
  }
}
