package com.pantahub.metrics.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFileTest {

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

  ProcFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private ProcFile file(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), content);
    return new ProcFile(file.toFile());
  }

  @Test
  void read_status_numberAfterTheName() throws IOException {
    assertThat(file(STATUS).read().number("Threads:")).hasValue(23);
  }

  @Test
  void read_nameOnTheFirstLine_found() throws IOException {
    assertThat(file("Threads:\t5\n").read().number("Threads:")).hasValue(5);
  }

  @Test
  void read_noNewlineAtTheEnd_found() throws IOException {
    assertThat(file("Pid:\t1\nThreads:\t5").read().number("Threads:")).hasValue(5);
  }

  @Test
  void read_fileChangesBetweenReadings_seesTheNewContent() throws IOException {
    ProcFile file = file("Threads:\t123456\nPid:\t1\n");
    assertThat(file.read().number("Threads:")).hasValue(123456);

    Files.writeString(directory.resolve("file"), "Threads:\t7\n");

    assertThat(file.read().number("Threads:")).hasValue(7);
  }

  @Test
  void number_nameElsewhereThanAtTheStartOfALine_empty() throws IOException {
    assertThat(file("Name:\tThreads: 7\nNonThreads:\t8\n").read().number("Threads:")).isEmpty();
  }

  @Test
  void read_limits_softLimit() throws IOException {
    ProcFile.Content limits = file(LIMITS.formatted("4294967296", "8589934592")).read();

    assertThat(limits.number("Max address space ")).hasValue(4294967296.0);
    assertThat(limits.number("Max locked memory ")).hasValue(8388608);
  }

  @Test
  void read_unlimited_minusOne() throws IOException {
    String limits = LIMITS.formatted("unlimited", "unlimited");

    assertThat(file(limits).read().number("Max address space ")).hasValue(-1);
  }

  @Test
  void read_softLimitBelowUnlimitedHardLimit_softLimit() throws IOException {
    String limits = LIMITS.formatted("18446744073709551614", "unlimited");

    assertThat(file(limits).read().number("Max address space ")).hasValue(0x1p64);
  }

  @Test
  void read_missingLine_empty() throws IOException {
    assertThat(file("Name:\tjava\nPid:\t1\n").read().number("Threads:")).isEmpty();
    assertThat(file("").read().number("Threads:")).isEmpty();
  }

  @Test
  void read_lineWithoutANumber_empty() throws IOException {
    assertThat(file("Threads:\t\nPid:\t12\n").read().number("Threads:")).isEmpty();
    assertThat(file("Threads:\tmany\n").read().number("Threads:")).isEmpty();
    assertThat(file("Threads:").read().number("Threads:")).isEmpty();
  }

  @Test
  void read_missingFile_empty() {
    File missing = directory.resolve("missing").toFile();

    assertThat(new ProcFile(missing).read().number("Threads:")).isEmpty();
  }

  @Test
  void read_directory_empty() {
    assertThat(new ProcFile(directory.toFile()).read().number("Threads:")).isEmpty();
  }
}
