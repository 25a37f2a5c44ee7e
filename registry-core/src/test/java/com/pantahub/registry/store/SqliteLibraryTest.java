package com.pantahub.registry.store;

import static com.pantahub.registry.store.StoreFixtures.ALICE;
import static com.pantahub.registry.store.StoreFixtures.LAMP;
import static com.pantahub.registry.store.StoreFixtures.owned;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.registry.DeviceQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test starts processes of its own, because a process loads the library only once. */
class SqliteLibraryTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  /** Opens a store, and is gone without a farewell. */
  static final class KilledProcess {

    private KilledProcess() {}

    public static void main(String[] args) {
      SqlRegistryStore store = SqlRegistryStore.sqlite(Path.of(args[0]));
      if (store.devices().list(DeviceQuery.ownedBy(ALICE)).total() == 0) {
        store.devices().insert(owned(ALICE, LAMP));
      }
      Runtime.getRuntime().halt(0);
    }
  }

  @Test
  void start_afterBeingKilled_leavesNoMoreFilesThanBefore() throws Exception {
    run();
    List<Path> files = filesBelow(directory);
    FileTime unpacked = Files.getLastModifiedTime(library());
    run();

    assertThat(filesBelow(directory)).isEqualTo(files);
    assertThat(Files.getLastModifiedTime(library())).isEqualTo(unpacked);
    assertThat(filesBelow(directory.resolve("tmp"))).isEmpty();
  }

  @Test
  void start_libraryOfAnotherVersion_isReplaced() throws Exception {
    Path old = Files.createDirectories(directory.resolve("data/native/3.0.0-Linux-amd64"));
    Files.writeString(old.resolve("libsqlitejdbc.so"), "old");

    run();

    assertThat(old).doesNotExist();
    assertThat(library()).exists();
  }

  @Test
  void start_libraryThatCannotBeLoaded_goesOnWithoutIt() throws Exception {
    run();
    Files.writeString(library(), "damaged");

    run();
  }

  private void run() throws IOException, InterruptedException {
    Path tmp = Files.createDirectories(directory.resolve("tmp"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + tmp,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                KilledProcess.class.getName(),
                directory.resolve("data").toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private Path library() throws IOException {
    return filesBelow(directory.resolve("data/native")).stream()
        .filter(file -> file.toString().contains("sqlitejdbc"))
        .findFirst()
        .orElseThrow();
  }

  private static List<Path> filesBelow(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
