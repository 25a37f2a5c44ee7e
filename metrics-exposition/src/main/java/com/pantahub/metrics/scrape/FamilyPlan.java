package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilyType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a family before its values are: which samples are written, in which order,
 * and the bytes of every line up to the value. Immutable, so shared freely.
 */
final class FamilyPlan {

  /** The exported name. */
  final String name;

  final FamilyType type;

  /** The text of the HELP line. */
  final @Nullable String help;

  /** Names and labels of the samples this plan was made for, in order of delivery. */
  final SampleKeys keys;

  /** The bytes of the HELP and TYPE lines. */
  final byte[] header;

  /** The lines, in the order in which they are written. */
  final List<Lines> lines;

  /** The samples that are left out for being wrong. */
  final GatherProblems problems;

  FamilyPlan(
      String name,
      FamilyType type,
      @Nullable String help,
      SampleKeys keys,
      byte[] header,
      List<Lines> lines,
      GatherProblems problems) {
    this.name = name;
    this.type = type;
    this.help = help;
    this.keys = keys;
    this.header = header;
    this.lines = lines;
    this.problems = problems;
  }

  /** A run of consecutive lines. Immutable. */
  static final class Lines {

    /** The bytes of all lines up to their values, one behind the other. */
    final byte[] bytes;

    /** Where each line's bytes end. */
    final int[] ends;

    /** The index of each line's sample, in order of delivery. */
    final int[] samples;

    Lines(byte[] bytes, int[] ends, int[] samples) {
      this.bytes = bytes;
      this.ends = ends;
      this.samples = samples;
    }
  }
}
