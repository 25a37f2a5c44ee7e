package com.pantahub.metrics.scrape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks, orders and encodes the samples of a family for one format. Stateless. */
final class LinePlanner {

  /** Lines are kept in runs of so many bytes, unless one line alone is longer. */
  private static final int RUN_BYTES = 32 * 1024;

  private LinePlanner() {}

  /**
   * Plans the lines of a family.
   *
   * @param problems takes what is wrong with the samples that are left out
   */
  static FamilyLines plan(
      FamilyHead head, SampleKeys keys, ExpositionFormat format, GatherProblems problems) {
    String familyProblem = familyProblem(head);
    if (familyProblem != null) {
      problems.add(familyProblem, samples(head, keys, format));
      return new FamilyLines(new byte[0], List.of());
    }
    List<LineKey> lines = validLines(head, keys, format, problems);
    lines.sort(LineKey.ORDER);
    lines = withLastBuckets(withoutDuplicates(lines, keys, problems), format);
    return new FamilyLines(format.header(head), encode(lines));
  }

  private static @Nullable String familyProblem(FamilyHead head) {
    if (!ExportedName.isMetricName(head.name())) {
      return "collected metric family with an invalid name: " + SampleText.quoted(head.name());
    }
    if (head.help() != null && !Utf8Text.isEncodable(head.help())) {
      return "collected metric family " + head.name() + " has a help text which is not UTF-8";
    }
    return null;
  }

  private static List<LineKey> validLines(
      FamilyHead head, SampleKeys keys, ExpositionFormat format, GatherProblems problems) {
    List<LineKey> lines = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      SampleRole role = SampleRole.of(head.type(), head.name(), keys.name(i));
      String lineName = lineName(head, role, format);
      if (lineName == null) {
        continue;
      }
      SampleCheck check = new SampleCheck(head.type(), keys, i, role);
      LineKey line = check.check(lineName, format);
      if (line == null) {
        problems.add(check::problem);
      } else {
        lines.add(line);
      }
    }
    return lines;
  }

  private static List<LineKey> withoutDuplicates(
      List<LineKey> sorted, SampleKeys keys, GatherProblems problems) {
    List<LineKey> unique = new ArrayList<>(sorted.size());
    LineKey previous = null;
    for (LineKey line : sorted) {
      if (previous != null && line.isSameSeries(previous)) {
        problems.add(
            () ->
                SampleText.of(keys, line.sample())
                    + " was collected before with the same name and label values");
      } else {
        unique.add(line);
        previous = line;
      }
    }
    return unique;
  }

  /** Returns how many of the samples would have a line if the family were valid. */
  private static int samples(FamilyHead head, SampleKeys keys, ExpositionFormat format) {
    int samples = 0;
    for (int i = 0; i < keys.size(); i++) {
      SampleRole role = SampleRole.of(head.type(), head.name(), keys.name(i));
      if (lineName(head, role, format) != null) {
        samples++;
      }
    }
    return samples;
  }

  /** Returns the name that a sample's line begins with, or null if its role has no lines. */
  private static @Nullable String lineName(
      FamilyHead head, SampleRole role, ExpositionFormat format) {
    return role == SampleRole.FOREIGN ? head.name() : format.lineName(head, role);
  }

  /** Adds the bucket of all observations where a histogram has buckets and a count but not it. */
  private static List<LineKey> withLastBuckets(List<LineKey> sorted, ExpositionFormat format) {
    List<LineKey> complete = new ArrayList<>(sorted.size());
    int bucketsEnd = 0;
    LineKey last = null;
    for (LineKey line : sorted) {
      if (line.role() == SampleRole.BUCKET) {
        last = line;
        bucketsEnd = complete.size() + 1;
      } else if (line.role() == SampleRole.COUNT && last != null && last.isOfMetric(line)) {
        if (last.boundValue() != Double.POSITIVE_INFINITY) {
          complete.add(bucketsEnd, last.lastBucket(line.sample(), format));
        }
        last = null;
      }
      complete.add(line);
    }
    return complete;
  }

  private static List<FamilyLines.Run> encode(List<LineKey> keys) {
    List<FamilyLines.Run> runs = new ArrayList<>();
    Utf8Bytes bytes = new Utf8Bytes(1024);
    int[] ends = new int[keys.size()];
    int from = 0;
    for (int i = 0; i < keys.size(); i++) {
      keys.get(i).appendTo(bytes);
      ends[i] = bytes.length();
      if (bytes.length() >= RUN_BYTES || i + 1 == keys.size()) {
        runs.add(run(keys, bytes, ends, from, i + 1));
        bytes.clear();
        from = i + 1;
      }
    }
    return List.copyOf(runs);
  }

  private static FamilyLines.Run run(
      List<LineKey> keys, Utf8Bytes bytes, int[] ends, int from, int to) {
    int[] runEnds = new int[to - from];
    int[] samples = new int[to - from];
    for (int i = from; i < to; i++) {
      runEnds[i - from] = ends[i];
      samples[i - from] = keys.get(i).sample();
    }
    return new FamilyLines.Run(bytes.toByteArray(), runEnds, samples);
  }
}
