package com.pantahub.metrics.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFieldTest {

  private static final String STATUS =
      "Name:\tThreads: 7\nUmask:\t0022\nPid:\t4711\nThreads:\t23\nSigQ:\t0/96365\n";
  private static final String LIMITS =
      """
      Limit                     Soft Limit           Hard Limit           Units    \s
      Max file size             unlimited            unlimited            bytes    \s
      Max locked memory         8388608              16777216             bytes    \s
      Max address space         %s   %s   bytes    \s
      """;

  private final Path directory;

  ProcFieldTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private ProcField field(String content, String name) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), content);
    return new ProcField(file.toFile(), name);
  }

  @Test
  void read_status_numberAfterTheName() throws IOException {
    assertThat(field(STATUS, "Threads:").read()).hasValue(23);
  }

  @Test
  void read_nameOnTheFirstLine_found() throws IOException {
    assertThat(field("Threads:\t5\n", "Threads:").read()).hasValue(5);
  }

  @Test
  void read_noNewlineAtTheEnd_found() throws IOException {
    assertThat(field("Pid:\t1\nThreads:\t5", "Threads:").read()).hasValue(5);
  }

  @Test
  void read_fileChangesBetweenReadings_seesTheNewContent() throws IOException {
    ProcField field = field("Threads:\t123456\nPid:\t1\n", "Threads:");
    assertThat(field.read()).hasValue(123456);

    field("Threads:\t7\n", "Threads:");

    assertThat(field.read()).hasValue(7);
  }

  @Test
  void read_limits_softLimit() throws IOException {
    String limits = LIMITS.formatted("4294967296", "8589934592");

    assertThat(field(limits, "Max address space ").read()).hasValue(4294967296.0);
    assertThat(field(limits, "Max locked memory ").read()).hasValue(8388608);
  }

  @Test
  void read_unlimited_minusOne() throws IOException {
    String limits = LIMITS.formatted("unlimited", "unlimited");

    assertThat(field(limits, "Max address space ").read()).hasValue(-1);
  }

  @Test
  void read_softLimitBelowUnlimitedHardLimit_softLimit() throws IOException {
    String limits = LIMITS.formatted("18446744073709551614", "unlimited");

    assertThat(field(limits, "Max address space ").read()).hasValue(0x1p64);
  }

  @Test
  void read_missingLine_empty() throws IOException {
    assertThat(field("Name:\tjava\nPid:\t1\n", "Threads:").read()).isEmpty();
    assertThat(field("", "Threads:").read()).isEmpty();
  }

  @Test
  void read_lineWithoutANumber_empty() throws IOException {
    assertThat(field("Threads:\t\nPid:\t12\n", "Threads:").read()).isEmpty();
    assertThat(field("Threads:\tmany\n", "Threads:").read()).isEmpty();
    assertThat(field("Threads:", "Threads:").read()).isEmpty();
  }

  @Test
  void read_missingFile_empty() {
    File missing = directory.resolve("missing").toFile();

    assertThat(new ProcField(missing, "Threads:").read()).isEmpty();
  }

  @Test
  void read_directory_empty() {
    assertThat(new ProcField(directory.toFile(), "Threads:").read()).isEmpty();
  }
}
