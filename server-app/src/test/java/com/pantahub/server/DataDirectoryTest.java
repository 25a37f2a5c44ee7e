package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  private final Path parent;

  DataDirectoryTest(@TempDir Path parent) {
    this.parent = parent;
  }

  @Test
  void open_missing_isMadeForTheOwnerOnly() throws IOException {
    Path directory = DataDirectory.open(parent.resolve("a/../b/c"));
    assertThat(directory).isEqualTo(parent.resolve("b/c")).isDirectory();
    assertThat(Files.getPosixFilePermissions(directory))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(DataDirectory.open(directory)).isEqualTo(directory);
  }

  @Test
  void open_file_isOneLine() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    assertThatIOException()
        .isThrownBy(() -> DataDirectory.open(file))
        .withMessage("the data directory " + file + " is no directory");
  }

  @Test
  void open_belowAFile_isOneLine() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    assertThatIOException()
        .isThrownBy(() -> DataDirectory.open(file.resolve("data")))
        .withMessage(
            "cannot make the data directory " + file.resolve("data") + ": Not a directory");
  }
}
