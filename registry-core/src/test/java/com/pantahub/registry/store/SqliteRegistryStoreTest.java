package com.pantahub.registry.store;

import static com.pantahub.registry.store.StoreFixtures.ALICE;
import static com.pantahub.registry.store.StoreFixtures.LAMP;
import static com.pantahub.registry.store.StoreFixtures.owned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.pantahub.registry.StoredDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SqliteRegistryStoreTest extends SqlRegistryStoreContract {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private static Path root;

  @Override
  String newDatabase() {
    return root.resolve(UUID.randomUUID().toString()).resolve("data").toString();
  }

  @Override
  SqlRegistryStore open(String database) {
    return SqlRegistryStore.sqlite(Path.of(database));
  }

  @Override
  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + Path.of(database, "registry.db"));
  }

  @Test
  void open_fileInThePlaceOfTheDirectory_isRefusedInOneLine() throws IOException {
    Path file = Files.createTempFile(root, "a", "file");

    assertRefused(file, "it is no directory");
    assertRefused(file.resolve("below"), "");
  }

  @Test
  void open_somethingElseInThePlaceOfTheFile_isRefusedAndLeftAlone() throws IOException {
    Path directory = Files.createDirectories(Path.of(newDatabase()));
    Path file = directory.resolve("registry.db");
    Files.writeString(file, "This is no database, but somebody's diary. ".repeat(100));
    String before = Files.readString(file);

    assertRefused(directory, "something else");
    assertThat(file).hasContent(before);
  }

  @Test
  void open_directoryInThePlaceOfTheFile_isRefused() throws IOException {
    Path directory = Path.of(newDatabase());
    Files.createDirectories(directory.resolve("registry.db"));

    assertRefused(directory, "cannot be opened");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void open_file_canBeReadByItsOwnerOnly() throws IOException {
    Path directory = Path.of(newDatabase());
    try (SqlRegistryStore store = SqlRegistryStore.sqlite(directory)) {
      store.devices().insert(owned(ALICE, LAMP));

      for (String name : List.of("registry.db", "registry.db-wal", "registry.db-shm")) {
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(directory.resolve(name))))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void close_leavesOneFile() throws IOException {
    Path directory = Path.of(newDatabase());
    SqlRegistryStore store = SqlRegistryStore.sqlite(directory);
    store.devices().insert(owned(ALICE, LAMP));
    store.close();

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.filter(Files::isRegularFile))
          .containsExactly(directory.resolve("registry.db"));
    }
  }

  @Test
  void update_changeThatUsesTheStore_isRefusedAndDoesNotHang() {
    try (SqlRegistryStore store = SqlRegistryStore.sqlite(Path.of(newDatabase()))) {
      StoredDevice device = owned(ALICE, LAMP);
      store.devices().insert(device);

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  store
                      .devices()
                      .update(
                          device.device().id(),
                          before -> {
                            store.devices().insert(before);
                            return before;
                          }));
    }
  }

  @Test
  void twoStores_onOneFile_seeEachOther() {
    Path directory = Path.of(newDatabase());
    try (SqlRegistryStore one = SqlRegistryStore.sqlite(directory);
        SqlRegistryStore two = SqlRegistryStore.sqlite(directory)) {
      StoredDevice device = owned(ALICE, LAMP);
      one.devices().insert(device);

      assertThat(two.devices().find(device.device().id())).contains(device.device());
      assertThat(two.devices().delete(device.device().id(), checked -> {})).isPresent();
      assertThat(one.devices().find(device.device().id())).isEmpty();
      assertThat(one.problems()).isEmpty();
    }
  }

  private static void assertRefused(Path directory, String reason) {
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> SqlRegistryStore.sqlite(directory))
        .withMessageContaining(reason)
        .withMessageNotContaining("\n");
  }
}
