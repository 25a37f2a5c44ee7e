package com.pantahub.registry.store;

import static com.pantahub.registry.store.StoreFixtures.ALICE;
import static com.pantahub.registry.store.StoreFixtures.LAMP;
import static com.pantahub.registry.store.StoreFixtures.START;
import static com.pantahub.registry.store.StoreFixtures.nextId;
import static com.pantahub.registry.store.StoreFixtures.owned;
import static com.pantahub.registry.store.StoreFixtures.seenAt;
import static com.pantahub.registry.store.StoreFixtures.withMetadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.pantahub.registry.Account;
import com.pantahub.registry.Account.Role;
import com.pantahub.registry.Device;
import com.pantahub.registry.DeviceCredential;
import com.pantahub.registry.DeviceId;
import com.pantahub.registry.DeviceMetadata;
import com.pantahub.registry.DevicePage;
import com.pantahub.registry.DeviceQuery;
import com.pantahub.registry.Email;
import com.pantahub.registry.JoinToken;
import com.pantahub.registry.JoinTokenId;
import com.pantahub.registry.Metadata;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Prn;
import com.pantahub.registry.SecretHash;
import com.pantahub.registry.StoreFigures;
import com.pantahub.registry.StoredAccount;
import com.pantahub.registry.StoredDevice;
import com.pantahub.registry.StoredSecret;
import com.pantahub.registry.Timestamps;
import com.pantahub.registry.TokenHash;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a {@link SqlRegistryStore} does beside keeping things, on every database. */
abstract class SqlRegistryStoreContract {

  private static final String INJECTION = "x';drop/**/table/**/device;--@example.com";
  private static final String SECRET = "hash-that-nobody-may-read";

  private final String database = newDatabase();
  private SqlRegistryStore store = open(database);

  /** Returns where a database is that has no tables yet. */
  abstract String newDatabase();

  abstract SqlRegistryStore open(String database);

  /** Returns a connection that knows nothing of the registry. */
  abstract Connection connect(String database) throws SQLException;

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void list_muchMetadata_endsThePageEarlyAndLosesNone() {
    Metadata large = Metadata.of(Map.of("k", "x".repeat(60_000)));
    List<DeviceId> made = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      StoredDevice device =
          withMetadata(
              owned(ALICE, new Nick("lamp-" + i)), new DeviceMetadata(large, Metadata.EMPTY));
      store.devices().insert(device);
      made.add(device.device().id());
    }
    DeviceQuery query = DeviceQuery.ownedBy(ALICE);

    DevicePage first = store.devices().list(query);
    DeviceId last = first.devices().get(first.devices().size() - 1).id();
    DevicePage second = store.devices().list(query.startingAfter(last));

    assertThat(first.devices()).hasSize(DeviceList.MAX_PAGE_CHARS / 60_008 + 1);
    assertThat(first.hasMore()).isTrue();
    assertThat(first.total()).isEqualTo(150);
    assertThat(second.hasMore()).isFalse();
    assertThat(Stream.of(first, second).flatMap(page -> page.devices().stream()))
        .extracting(Device::id)
        .isEqualTo(made);
  }

  @Test
  void reopened_everything_isThere() {
    StoredDevice device = seenAt(owned(ALICE, LAMP), START);
    StoredAccount account = account("alice@example.com", "a hash");
    JoinToken token = token();
    store.devices().insert(device);
    store.accounts().insert(account);
    store.joinTokens().insert(token, new TokenHash("1".repeat(64)));
    store.close();

    store = open(database);

    assertThat(store.devices().find(device.device().id())).contains(device.device());
    assertThat(store.accounts().list(Optional.empty(), 10)).containsExactly(account.account());
    assertThat(store.joinTokens().list(ALICE)).containsExactly(token);
    assertThat(store.devices().fleetCounts(START).seenWithin5Minutes()).isEqualTo(1);
    assertThat(store.problems()).isEmpty();
  }

  @Test
  void opened_schemaOfANewerProgram_isRefusedInOneLine() throws SQLException {
    store.close();
    sql(
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success) values (100, '"
            + (Schema.VERSION + 1)
            + "', 'later', 'SQL', 'V2__later.sql', 'somebody', 1, "
            + "true)");

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> open(database))
        .withMessageContaining("schema version " + (Schema.VERSION + 1))
        .withMessageNotContaining("\n");
  }

  @Test
  void closed_everyMethod_isRefused() {
    store.close();
    store.close();

    assertUnavailable(() -> store.ping());
    assertUnavailable(() -> store.devices().find(new DeviceId(nextId())));
    assertUnavailable(() -> store.devices().insert(owned(ALICE, LAMP)));
  }

  @Test
  void ping_and_figures_tellOfALivingStore() {
    store.ping();

    StoreFigures figures = store.figures();
    assertThat(figures.activeConnections()).isZero();
    assertThat(figures.idleConnections()).isPositive();
    assertThat(figures.pendingThreads()).isZero();
  }

  @Test
  void problems_counterThatIsWrong_isFound() throws SQLException {
    store.devices().insert(seenAt(owned(ALICE, LAMP), START));
    assertThat(store.problems()).isEmpty();

    sql("update fleet_counter set devices = devices + 1");

    assertThat(store.problems())
        .hasSize(3)
        .contains("Counter of kind 1, slice 0, says 2 devices, and there are 1");
  }

  @Test
  void injection_throughEveryText_isKeptAsText() {
    StoredAccount account = account(INJECTION, INJECTION);
    DeviceMetadata metadata =
        new DeviceMetadata(
            Metadata.of(Map.of(INJECTION, INJECTION)), Metadata.of(Map.of(INJECTION, INJECTION)));
    StoredSecret secret = new StoredSecret(new SecretHash(INJECTION), 1);
    StoredDevice device =
        new StoredDevice(withMetadata(owned(ALICE, LAMP), metadata).device(), secret);
    TokenHash hash = new TokenHash(INJECTION);

    store.accounts().insert(account);
    store.devices().insert(device);
    store.joinTokens().insert(token(), hash);

    assertThat(store.accounts().findByEmail(new Email(INJECTION))).contains(account);
    DeviceId id = device.device().id();
    assertThat(store.devices().find(id)).contains(device.device());
    assertThat(store.devices().credential(id).map(DeviceCredential::secret)).contains(secret);
    assertThat(store.devices().update(id, before -> before)).contains(device);
    assertThat(store.joinTokens().findByHash(hash)).isPresent();
    assertThat(store.problems()).isEmpty();
  }

  @Test
  void failures_sayNeitherStatementsNorValues() throws SQLException {
    StoredSecret secret = new StoredSecret(new SecretHash(SECRET), 1);
    StoredDevice device =
        new StoredDevice(
            withMetadata(
                    owned(ALICE, LAMP),
                    new DeviceMetadata(Metadata.of(Map.of("key", SECRET)), Metadata.EMPTY))
                .device(),
            secret);
    sql("drop table device");
    sql("drop table account");
    sql("drop table join_token");

    assertDiscreet(() -> store.devices().insert(device));
    assertDiscreet(() -> store.devices().update(device.device().id(), before -> before));
    assertDiscreet(() -> store.devices().markSeen(device.device().id(), START));
    assertDiscreet(() -> store.accounts().insert(account("alice@example.com", SECRET)));
    assertDiscreet(() -> store.joinTokens().insert(token(), new TokenHash(SECRET)));
    assertDiscreet(() -> store.joinTokens().findByHash(new TokenHash(SECRET)));
  }

  @Test
  void values_thatTheDatabaseRefuses_areNotRepeated() throws SQLException {
    sql("create unique index one_secret on device (secret_hash)");
    StoredSecret secret = new StoredSecret(new SecretHash(SECRET), 1);
    store.devices().insert(new StoredDevice(owned(ALICE, LAMP).device(), secret));
    StoredDevice other = owned(ALICE, new Nick("other"));
    store.devices().insert(other);

    assertDiscreet(
        () ->
            store.devices().update(other.device().id(), b -> new StoredDevice(b.device(), secret)));
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = connect(database);
        Statement plain = connection.createStatement()) {
      plain.execute(statement);
    }
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(call);
  }

  private static void assertDiscreet(ThrowingCallable call) {
    Throwable failure = catchThrowable(call);
    assertThat(failure).isNotNull();
    StringWriter everything = new StringWriter();
    failure.printStackTrace(new PrintWriter(everything));
    assertThat(everything.toString().toLowerCase(Locale.ROOT))
        .doesNotContain(SECRET)
        .doesNotContain("insert into")
        .doesNotContain("select ")
        .doesNotContain("update device");
    assertThat(failure.getMessage()).doesNotContain("\n");
  }

  private static StoredAccount account(String email, String hash) {
    return new StoredAccount(
        new Account(
            new Prn("prn:::accounts:/" + nextId()),
            LAMP,
            new Email(email),
            Role.USER,
            true,
            new Timestamps(START, START)),
        new StoredSecret(new SecretHash(hash), 0));
  }

  private static JoinToken token() {
    return new JoinToken(
        new JoinTokenId(nextId()),
        ALICE,
        LAMP,
        Metadata.of(Map.of("site", List.of("a"))),
        false,
        new Timestamps(START, START));
  }
}
