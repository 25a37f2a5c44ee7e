package com.pantahub.it;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds programs that tests compare with. A test that needs a missing one is skipped and says so;
 * with {@code PANTAHUB_TEST_TOOLS=required} in the environment it fails.
 */
final class ExternalTool {

  private ExternalTool() {}

  /** Returns where a program is. */
  static Path find(String name) {
    String searched = System.getenv().getOrDefault("PATH", "");
    for (String directory : searched.split(File.pathSeparator, -1)) {
      Path candidate = Path.of(directory, name);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    String missing = name + " is not installed (Debian: apt-get install prometheus)";
    if ("required".equals(System.getenv("PANTAHUB_TEST_TOOLS"))) {
      return fail(missing);
    }
    return Assumptions.abort(missing);
  }
}
