package com.pantahub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A comparison is one of the libraries only if all of them expose the same. */
class WorkloadTest {

  private static final Pattern ADDED = Pattern.compile("\\w+(_created|_max)\\b");

  @Test
  void samples_ofEachWorkload_areAsDocumented() {
    assertThat(Workload.SMALL.samples()).isEqualTo(138);
    assertThat(Workload.MEDIUM.samples()).isEqualTo(4_400);
    assertThat(Workload.LARGE.samples()).isEqualTo(88_000);
  }

  @ParameterizedTest
  @EnumSource
  void samples_writtenByOurs_areEachOfTheWorkloadOnce(Workload workload) throws IOException {
    List<TextSample> samples = samples(Library.PANTAHUB, workload, Coding.TEXT);

    assertThat(samples).hasSize(workload.samples());
    assertThat(series(samples)).hasSize(workload.samples());
  }

  @ParameterizedTest
  @EnumSource
  void smallWorkload_ofEachLibrary_hasTheSameSeriesAndValues(Library library) throws IOException {
    assertSameSeries(library, Workload.SMALL, Coding.TEXT);
  }

  @ParameterizedTest
  @EnumSource
  void mediumWorkload_ofEachLibrary_hasTheSameSeriesAndValues(Library library) throws IOException {
    assertSameSeries(library, Workload.MEDIUM, Coding.TEXT);
  }

  @ParameterizedTest
  @EnumSource
  void gzipBody_ofEachLibrary_hasTheSameSeriesAndValues(Library library) throws IOException {
    assertSameSeries(library, Workload.MEDIUM, Coding.GZIP);
  }

  private static void assertSameSeries(Library library, Workload workload, Coding coding)
      throws IOException {
    Map<String, Double> expected = series(samples(Library.PANTAHUB, workload, Coding.TEXT));
    Map<String, Double> actual = series(samples(library, workload, coding));
    // Only simpleclient has the former, only Micrometer the latter.
    actual.keySet().removeIf(key -> ADDED.matcher(key).lookingAt() && !expected.containsKey(key));

    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    actual.forEach(
        (key, value) ->
            assertThat(value).as(key).isCloseTo(expected.get(key), withinPercentage(1e-10)));
  }

  private static List<TextSample> samples(Library library, Workload workload, Coding coding)
      throws IOException {
    InputStream body = new ByteArrayInputStream(library.exposition(workload, coding).body());
    InputStream text = coding == Coding.GZIP ? new GZIPInputStream(body) : body;
    return TextSample.parseAll(new String(text.readAllBytes(), StandardCharsets.UTF_8));
  }

  /** Returns values by name and labels; labels are sorted, and bounds spelled in one way. */
  private static Map<String, Double> series(List<TextSample> samples) {
    Map<String, Double> series = new TreeMap<>();
    for (TextSample sample : samples) {
      Map<String, String> labels = new TreeMap<>(sample.labels());
      labels.computeIfPresent("le", (le, bound) -> "" + TextSample.parseValue(bound));
      series.put(sample.name() + labels, sample.value());
    }
    return series;
  }
}
