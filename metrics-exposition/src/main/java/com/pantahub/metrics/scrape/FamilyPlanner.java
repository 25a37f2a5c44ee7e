package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilyType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a family: checks, orders and encodes its samples. Stateless. */
final class FamilyPlanner {

  /** Lines are kept in runs of so many bytes, unless one line alone is longer. */
  private static final int RUN_BYTES = 32 * 1024;

  private FamilyPlanner() {}

  /**
   * Plans a family.
   *
   * @param name the exported name
   * @param type its type
   * @param help the text of its HELP line, or null
   * @param keys its samples; belongs to the plan from now on
   */
  static FamilyPlan plan(String name, FamilyType type, @Nullable String help, SampleKeys keys) {
    GatherProblems problems = new GatherProblems();
    List<LineKey> lines = new ArrayList<>(keys.size());
    String familyProblem = familyProblem(name, help);
    for (int i = 0; i < keys.size(); i++) {
      SampleRole role = SampleRole.of(type, name, keys.name(i));
      if (role == SampleRole.CREATED) {
        continue;
      }
      SampleCheck check = new SampleCheck(type, keys, i, role);
      LineKey line =
          familyProblem == null ? check.check(TextFormatWriter.lineName(name, role)) : null;
      if (line != null) {
        lines.add(line);
      } else {
        problems.add(() -> familyProblem == null ? check.problem() : familyProblem);
      }
    }
    lines.sort(LineKey.ORDER);
    lines = withoutDuplicates(lines, keys, problems);
    return new FamilyPlan(
        name,
        type,
        help,
        keys,
        familyProblem == null ? TextFormatWriter.header(name, type, help) : new byte[0],
        encode(lines),
        problems);
  }

  private static @Nullable String familyProblem(String name, @Nullable String help) {
    if (!ExportedName.isMetricName(name)) {
      return "collected metric family with an invalid name: " + SampleText.quoted(name);
    }
    if (help != null && !Utf8Text.isEncodable(help)) {
      return "collected metric family " + name + " has a help text which is not UTF-8";
    }
    return null;
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

  private static List<FamilyPlan.Lines> encode(List<LineKey> keys) {
    List<FamilyPlan.Lines> runs = new ArrayList<>();
    Utf8Bytes bytes = new Utf8Bytes(1024);
    int[] ends = new int[keys.size()];
    int from = 0;
    for (int i = 0; i < keys.size(); i++) {
      TextFormatWriter.appendLineKey(bytes, keys.get(i));
      ends[i] = bytes.length();
      if (bytes.length() >= RUN_BYTES || i + 1 == keys.size()) {
        runs.add(run(keys, bytes, ends, from, i + 1));
        bytes.clear();
        from = i + 1;
      }
    }
    return List.copyOf(runs);
  }

  private static FamilyPlan.Lines run(
      List<LineKey> keys, Utf8Bytes bytes, int[] ends, int from, int to) {
    int[] runEnds = new int[to - from];
    int[] samples = new int[to - from];
    for (int i = from; i < to; i++) {
      runEnds[i - from] = ends[i];
      samples[i - from] = keys.get(i).sample();
    }
    return new FamilyPlan.Lines(bytes.toByteArray(), runEnds, samples);
  }
}
