package com.pantahub.registry.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

  private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__[a-z_]+\\.sql");

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void version_isThatOfTheNewestMigration(String dialect) throws Exception {
    assertThat(versions(dialect))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, Schema.VERSION).boxed().toList());
  }

  private static List<Integer> versions(String dialect) throws IOException, URISyntaxException {
    Path directory = Path.of(requireNonNull(Schema.class.getResource(dialect)).toURI());
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> MIGRATION.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(matcher -> Integer.valueOf(matcher.group(1)))
          .sorted()
          .toList();
    }
  }
}
