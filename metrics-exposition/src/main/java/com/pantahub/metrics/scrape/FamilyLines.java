package com.pantahub.metrics.scrape;

import java.util.List;

/**
 * The lines of a family in one format, in the order in which they are written, up to their values.
 * Immutable.
 */
final class FamilyLines {

  /** The bytes of the lines about the family. */
  final byte[] header;

  final List<Run> runs;

  /** How many lines all runs have. */
  final int count;

  FamilyLines(byte[] header, List<Run> runs) {
    this.header = header;
    this.runs = runs;
    this.count = runs.stream().mapToInt(run -> run.ends.length).sum();
  }

  /** Some consecutive lines. Immutable. */
  static final class Run {

    /** The bytes of all lines up to their values, one behind the other. */
    final byte[] bytes;

    /** Where each line's bytes end. */
    final int[] ends;

    /** The index of each line's sample, in order of delivery. */
    final int[] samples;

    Run(byte[] bytes, int[] ends, int[] samples) {
      this.bytes = bytes;
      this.ends = ends;
      this.samples = samples;
    }
  }
}
