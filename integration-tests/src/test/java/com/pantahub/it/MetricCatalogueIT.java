package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} against the running server. */
class MetricCatalogueIT {

  private static final Pattern ROW = Pattern.compile("^\\| `([a-z_]+)` \\| ([a-z]+) \\|");

  /** Appears with the first garbage collection only. */
  private static final String AFTER_FIRST_COLLECTION = "jvm_memory_pool_allocated_bytes_total";

  @Test
  void catalogue_comparedWithAScrape_hasTheSameFamiliesAndTypes() throws Exception {
    Map<String, String> documented = new TreeMap<>();
    Path catalogue = Path.of(System.getProperty("pantahub.root"), "docs", "metrics.md");
    for (String line : Files.readAllLines(catalogue)) {
      Matcher row = ROW.matcher(line);
      if (row.find()) {
        documented.put(row.group(1), row.group(2));
      }
    }

    Map<String, String> served;
    try (ServerProcess server = ServerProcess.start()) {
      served = ScrapedText.of(RawHttp.get(server.port(), "/metrics").text()).types();
    }

    documented.remove(AFTER_FIRST_COLLECTION);
    served.remove(AFTER_FIRST_COLLECTION);
    assertThat(served).containsExactlyInAnyOrderEntriesOf(documented);
  }
}
