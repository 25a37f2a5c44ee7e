package com.pantahub.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns results that JMH has written as JSON into one table in Markdown per workload. Immutable.
 *
 * <p>The last column is a library's median divided by that of {@link Library#PANTAHUB} with the
 * same workload and coding.
 */
final class ResultTable {

  private static final String HEAD =
      """
      | Body | What | Median µs | Mean µs | Allocated bytes | To ours |
      | --- | --- | ---: | ---: | ---: | ---: |
      """;

  private static final Comparator<BenchmarkResult> ORDER =
      Comparator.comparing(BenchmarkResult::coding, Comparator.reverseOrder())
          .thenComparing(BenchmarkResult::library, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(BenchmarkResult::what);

  private final List<BenchmarkResult> results;

  private ResultTable(List<BenchmarkResult> results) {
    this.results = results;
  }

  /**
   * Prints the tables.
   *
   * @param args the files with results, at least one
   */
  public static void main(String[] args) throws IOException {
    List<String> texts = new ArrayList<>();
    for (String file : args) {
      texts.add(Files.readString(Path.of(file)));
    }
    System.out.print(of(texts).toMarkdown());
  }

  /**
   * Reads results.
   *
   * @param texts what JMH has written in one or several runs, each a JSON array
   * @throws IllegalArgumentException if there is a result that is not in the tables' unit
   */
  static ResultTable of(List<String> texts) {
    JsonMapper mapper = JsonMapper.shared();
    List<BenchmarkResult> results = new ArrayList<>();
    for (String text : texts) {
      for (JsonNode result : mapper.readTree(text)) {
        results.add(BenchmarkResult.of(result));
      }
    }
    results.sort(ORDER);
    return new ResultTable(results);
  }

  /** Returns the tables, each under a heading with the workload's name. */
  String toMarkdown() {
    StringBuilder markdown = new StringBuilder();
    for (Workload workload : Workload.values()) {
      append(workload.name(), markdown);
    }
    append(BenchmarkResult.LIVE, markdown);
    return markdown.toString();
  }

  private void append(String workload, StringBuilder markdown) {
    List<BenchmarkResult> rows =
        results.stream().filter(result -> result.workload().equals(workload)).toList();
    if (rows.isEmpty()) {
      return;
    }
    markdown.append("### ").append(workload.toLowerCase(Locale.ROOT)).append("\n\n").append(HEAD);
    for (BenchmarkResult row : rows) {
      markdown.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %,.1f | %,.1f | %s | %s |\n",
              row.coding().toLowerCase(Locale.ROOT),
              row.library() == null ? row.what() : row.library().title(),
              row.medianMicros(),
              row.meanMicros(),
              cell("%,.0f", row.allocatedBytes()),
              cell("%.2fx", row.medianMicros() / ourMedianMicros(rows, row))));
    }
    markdown.append('\n');
  }

  /** Returns the median a row is compared with, or NaN if there is none. */
  private static double ourMedianMicros(List<BenchmarkResult> rows, BenchmarkResult row) {
    return rows.stream()
        .filter(other -> other.library() == Library.PANTAHUB)
        .filter(other -> other.coding().equals(row.coding()))
        .mapToDouble(BenchmarkResult::medianMicros)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static String cell(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }
}
