package com.pantahub.registry.store;

import static com.pantahub.registry.store.StoreFixtures.ALICE;
import static com.pantahub.registry.store.StoreFixtures.owned;
import static com.pantahub.registry.store.StoreFixtures.unclaimed;
import static com.pantahub.registry.store.StoreFixtures.withMetadata;
import static com.pantahub.registry.store.StoreFixtures.withNick;
import static com.pantahub.registry.store.StoreFixtures.withOwnership;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceId;
import com.pantahub.registry.DeviceMetadata;
import com.pantahub.registry.DeviceStore;
import com.pantahub.registry.Metadata;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Ownership;
import com.pantahub.registry.Prn;
import com.pantahub.registry.RegistryException;
import com.pantahub.registry.Simultaneously;
import com.pantahub.registry.StoredDevice;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostgresRegistryStoreTest extends SqlRegistryStoreContract {

  @Override
  String newDatabase() {
    return TestDatabases.urlOfNewWithoutTables();
  }

  @Override
  SqlRegistryStore open(String database) {
    return TestDatabases.postgres(database);
  }

  @Override
  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(database);
  }

  @Test
  void open_nobodyListens_isRefusedInOneLineWithoutCredentials() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    String url = "jdbc:postgresql://localhost:%d/registry?user=me&password=hush".formatted(port);

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> SqlRegistryStore.postgres(url, Optional.of("me"), Optional.of("hush")))
        .withMessage(
            "PostgreSQL at localhost:%d/registry: The database cannot be reached".formatted(port))
        .withNoCause();
  }

  @Test
  void open_urlOfSomethingElse_isRefusedWithoutIt() {
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> TestDatabases.postgres("jdbc:mysql://me:hush@localhost/registry"))
        .withMessageNotContaining("hush");
  }

  @Test
  void open_noSuchDatabase_isRefused() {
    String url = TestDatabases.urlOfEmptied().replaceFirst("/shared", "/nothing");

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> TestDatabases.postgres(url))
        .withMessageContaining("There is no database of that name");
  }

  @Test
  void open_unknownUser_isRefused() {
    String url = TestDatabases.urlOfEmptied().replaceFirst("user=postgres", "user=stranger");

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> TestDatabases.postgres(url))
        .withMessageContaining("does not accept the user or the password");
  }

  @Test
  void open_databaseOfSomethingElse_isRefusedAndLeftAlone() throws SQLException {
    String url = TestDatabases.urlOfNewWithoutTables();
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute("create table diary (day text)");
    }

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> TestDatabases.postgres(url))
        .withMessageContaining("needs a database of its own");
  }

  @Test
  void open_eightAtOnce_makeTheTablesOnce() throws Exception {
    String url = TestDatabases.urlOfNewWithoutTables();

    List<SqlRegistryStore> stores = Simultaneously.run(8, i -> TestDatabases.postgres(url));

    stores.forEach(SqlRegistryStore::ping);
    stores.forEach(SqlRegistryStore::close);
  }

  @Test
  void twoStores_claimsOfOneDevice_exactlyOneWins() throws Exception {
    onTwoStores(
        stores -> {
          DeviceId id = inserted(stores.get(0), unclaimed(new Nick("lamp")));
          List<Boolean> won =
              Simultaneously.run(100, i -> claim(stores.get(i % 2).devices(), id, owner(i)));
          assertThat(won).filteredOn(win -> win).hasSize(1);
        });
  }

  @Test
  void twoStores_renamesToOneNick_exactlyOneWins() throws Exception {
    onTwoStores(
        stores -> {
          List<DeviceId> ids =
              IntStream.range(0, 50)
                  .mapToObj(i -> inserted(stores.get(0), owned(ALICE, new Nick("lamp-" + i))))
                  .toList();
          List<Boolean> won =
              Simultaneously.run(50, i -> rename(stores.get(i % 2).devices(), ids.get(i), "door"));
          assertThat(won).filteredOn(win -> win).hasSize(1);
        });
  }

  @Test
  void twoStores_nicksGoRound_isNoDeadEnd() throws Exception {
    onTwoStores(
        stores -> {
          List<DeviceId> ids =
              IntStream.range(0, 4)
                  .mapToObj(i -> inserted(stores.get(0), owned(ALICE, new Nick("lamp-" + i))))
                  .toList();
          List<Integer> tried =
              Simultaneously.run(
                  8,
                  thread -> {
                    for (int i = 0; i < 20; i++) {
                      DeviceStore store = stores.get(thread % 2).devices();
                      boolean unused =
                          rename(store, ids.get(thread % 4), "lamp-" + (thread + i) % 5);
                    }
                    return thread;
                  });
          assertThat(tried).hasSize(8);
        });
  }

  @Test
  void twoStores_1000KeysOfOneDevice_areAllThere() throws Exception {
    onTwoStores(
        stores -> {
          DeviceId id = inserted(stores.get(0), owned(ALICE, new Nick("lamp")));
          List<Integer> done =
              Simultaneously.run(
                  20,
                  thread -> {
                    for (int i = 0; i < 50; i++) {
                      note(stores.get(thread % 2).devices(), id, "key-" + thread + "-" + i);
                    }
                    return thread;
                  });
          assertThat(done).hasSize(20);
          assertThat(stores.get(0).devices().find(id).orElseThrow().userMeta().asMap())
              .hasSize(1_000);
        });
  }

  private interface Race {
    void run(List<SqlRegistryStore> stores) throws Exception;
  }

  private static void onTwoStores(Race race) throws Exception {
    String url = TestDatabases.urlOfEmptied();
    try (SqlRegistryStore one = TestDatabases.postgres(url);
        SqlRegistryStore two = TestDatabases.postgres(url)) {
      race.run(List.of(one, two));
      assertThat(two.problems()).isEmpty();
    }
  }

  private static DeviceId inserted(SqlRegistryStore store, StoredDevice device) {
    store.devices().insert(device);
    return device.device().id();
  }

  private static Prn owner(int number) {
    return new Prn("prn:::accounts:/%024x".formatted(number));
  }

  private static boolean claim(DeviceStore store, DeviceId id, Prn owner) {
    Device claimed =
        store
            .update(
                id,
                before ->
                    before.device().owner().isPresent()
                        ? before
                        : withOwnership(before, new Ownership.Claimed(owner, false)))
            .orElseThrow()
            .device();
    return claimed.owner().equals(Optional.of(owner));
  }

  private static boolean rename(DeviceStore store, DeviceId id, String nick) {
    try {
      return store.update(id, before -> withNick(before, new Nick(nick))).isPresent();
    } catch (RegistryException e) {
      return false;
    }
  }

  private static void note(DeviceStore store, DeviceId id, String key) {
    store.update(
        id,
        before -> {
          Map<String, @Nullable Object> noted = new HashMap<>(before.device().userMeta().asMap());
          noted.put(key, 1);
          return withMetadata(before, new DeviceMetadata(Metadata.of(noted), Metadata.EMPTY));
        });
  }
}
