package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java in the documents is Java that a test runs. */
class DocumentationTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```$");
  private static final Pattern REGION =
      Pattern.compile("(?ms)^ *// tag::([a-z-]+)\\[\\]\n(.*?)^ *// end::\\1\\[\\]$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final int MAX_LINES = 14;

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> manual = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(top, manual)
          .filter(path -> path.toString().endsWith(".md"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void javaBlocks_areRegionsOfTests(Path document) throws IOException {
    assertThat(regions()).containsAll(blocks(document));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void links_leadToFiles(Path document) throws IOException {
    Matcher matcher = LINK.matcher(Files.readString(document));
    while (matcher.find()) {
      assertThat(document.resolveSibling(matcher.group(1))).exists();
    }
  }

  @Test
  void embedding_examples_areShort() throws IOException {
    assertThat(blocks(ROOT.resolve("docs/embedding.md")))
        .hasSizeGreaterThan(5)
        .allSatisfy(block -> assertThat(block.lines().count()).isLessThanOrEqualTo(MAX_LINES));
  }

  private static List<String> blocks(Path document) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(Files.readString(document));
    while (matcher.find()) {
      blocks.add(matcher.group(1).stripTrailing().stripIndent());
    }
    return blocks;
  }

  private static Set<String> regions() throws IOException {
    Set<String> regions = new HashSet<>();
    for (String module : List.of("registry-core", "integration-tests")) {
      try (Stream<Path> tests = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        tests
            .filter(path -> path.toString().endsWith(".java"))
            .flatMap(path -> REGION.matcher(read(path)).results())
            .forEach(region -> regions.add(region.group(2).stripTrailing().stripIndent()));
      }
    }
    return regions;
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
