package com.pantahub.registry.store;

import com.pantahub.registry.AccountStore;
import com.pantahub.registry.DeviceStore;
import com.pantahub.registry.JoinTokenStore;
import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.StoreFigures;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps everything in a database: SQLite for one server, PostgreSQL for any number. Thread-safe.
 *
 * <p>What a method has returned from is on disk. A store makes and updates its tables when it is
 * opened. Whatever fails in the database is a {@link StoreUnavailableException}.
 *
 * <p>It needs the libraries that registry-core names as optional dependencies: JDBI, Flyway and
 * Jackson's core; besides, sqlite-jdbc, or HikariCP and PostgreSQL's driver.
 */
public final class SqlRegistryStore implements RegistryStore {

  private final Database database;
  private final DeviceStore devices;
  private final AccountStore accounts;
  private final JoinTokenStore joinTokens;

  private SqlRegistryStore(Database database) {
    this.database = database;
    this.devices = new SqlDeviceStore(database, new FleetCounters(database.counterShards()));
    this.accounts = new SqlAccountStore(database);
    this.joinTokens = new SqlJoinTokenStore(database);
  }

  /**
   * Opens the file {@code registry.db} of a directory. Makes the directory and the file, which only
   * the user of this process can read, if they are not there.
   *
   * @param dataDirectory the directory; SQLite's native library is put there too
   * @return the store
   * @throws StoreUnavailableException if the directory cannot be used, or the file is no database,
   *     or one of a newer program
   */
  public static SqlRegistryStore sqlite(Path dataDirectory) {
    return new SqlRegistryStore(SqliteDatabase.open(dataDirectory));
  }

  /**
   * Connects to PostgreSQL, or to a database that speaks its protocol and dialect. Several stores,
   * in several processes, can use one database at the same time.
   *
   * @param jdbcUrl where it is: {@code jdbc:postgresql://host:5432/name}
   * @param user who connects, unless the URL says it
   * @param password what the user proves that with, if anything
   * @return the store
   * @throws StoreUnavailableException if the database cannot be reached, has tables of something
   *     else, or is one of a newer program
   */
  public static SqlRegistryStore postgres(
      String jdbcUrl, Optional<String> user, Optional<String> password) {
    return new SqlRegistryStore(PostgresDatabase.open(jdbcUrl, user, password));
  }

  @Override
  public DeviceStore devices() {
    return devices;
  }

  @Override
  public AccountStore accounts() {
    return accounts;
  }

  @Override
  public JoinTokenStore joinTokens() {
    return joinTokens;
  }

  @Override
  public void ping() {
    database.read(session -> session.first("select 1", row -> row.getInt(1)));
  }

  @Override
  public StoreFigures figures() {
    return database.figures();
  }

  /**
   * Checks everything that is kept: whether the database is sound, and whether the counters of the
   * fleet are what counting the devices gives. It reads all of it, which takes a while.
   *
   * @return what is wrong, a line for each; empty if nothing is
   */
  public List<String> problems() {
    return Stream.concat(database.problems().stream(), database.read(FleetAudit::problems).stream())
        .toList();
  }

  @Override
  public void close() {
    database.close();
  }
}
