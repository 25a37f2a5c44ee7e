package com.pantahub.benchmark;

import com.pantahub.registry.Account.Role;
import com.pantahub.registry.Caller;
import com.pantahub.registry.DeviceDraft;
import com.pantahub.registry.DeviceRegistry;
import com.pantahub.registry.Email;
import com.pantahub.registry.Nick;
import com.pantahub.registry.Prn;
import com.pantahub.registry.Registration;
import com.pantahub.registry.Secret;
import com.pantahub.registry.bcrypt.BcryptPasswordHasher;
import com.pantahub.registry.store.SqlRegistryStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Fills an empty database of the registry with a fleet, past the registry: a million devices in a
 * minute or so.
 *
 * <p>Device <i>i</i> belongs to owner <i>i</i> modulo the number of owners. One in ten is public,
 * two in three were seen in the last two days. All accounts have one password, and all devices one
 * secret, which is printed.
 */
final class FleetLoader {

  /** What every owner logs in with. */
  static final String PASSWORD = "password of the fleet";

  private static final int BATCH = 5_000;
  private static final int TWO_DAYS_SECONDS = 2 * 24 * 60 * 60;
  private static final long MICROS = 1_000_000;

  private final Connection connection;
  private final Instant now = Instant.now();
  private final SplittableRandom random = new SplittableRandom(1);

  private FleetLoader(Connection connection) {
    this.connection = connection;
  }

  /**
   * Fills a database.
   *
   * @param args where it is: a data directory, or a JDBC URL of PostgreSQL with user and password;
   *     how many devices, 1,000,000 unless given; how many owners, 1,000 unless given
   */
  public static void main(String[] args) throws SQLException {
    int devices = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
    int owners = args.length > 2 ? Integer.parseInt(args[2]) : 1_000;
    long start = System.nanoTime();
    String secret = load(args[0], devices, owners);
    System.out.printf(
        Locale.ROOT,
        "%,d devices of %,d owners in %d s; password of owner-0 and all: %s, secret of %s and all:"
            + " %s%n",
        devices,
        owners,
        (System.nanoTime() - start) / 1_000_000_000,
        PASSWORD,
        deviceId(0),
        secret);
  }

  /**
   * Fills a database.
   *
   * @return the secret of all devices
   */
  static String load(String place, int devices, int owners) throws SQLException {
    Registration model;
    try (SqlRegistryStore store = open(place)) {
      model = prepare(store);
    }
    try (Connection connection = connect(place)) {
      connection.setAutoCommit(false);
      FleetLoader loader = new FleetLoader(connection);
      String secretHash = loader.text("select secret_hash from device");
      loader.loadOwners(owners, loader.text("select secret_hash from account"));
      loader.loadDevices(devices, owners, secretHash);
      loader.deleteModels();
      loader.count();
      connection.commit();
      connection.setAutoCommit(true);
      // As autovacuum leaves a table that has been there for a while.
      loader.run(place.startsWith("jdbc:") ? "vacuum analyze" : "analyze");
    }
    return model.secret().value();
  }

  static String ownerPrn(int number) {
    return String.format(Locale.ROOT, "prn:::accounts:/%024x", number);
  }

  static String deviceId(int number) {
    int second = 0x6900_0000 + number;
    return String.format(Locale.ROOT, "%08x%010x%06x", second, 0xF1EE7, number & 0xFF_FFFF);
  }

  static String deviceNick(int number) {
    return "device-" + number;
  }

  static SqlRegistryStore open(String place) {
    return place.startsWith("jdbc:")
        ? SqlRegistryStore.postgres(place, Optional.empty(), Optional.empty())
        : SqlRegistryStore.sqlite(Path.of(place));
  }

  private static Connection connect(String place) throws SQLException {
    return place.startsWith("jdbc:")
        ? DriverManager.getConnection(
            place + (place.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true")
        : DriverManager.getConnection("jdbc:sqlite:" + Path.of(place, "registry.db"));
  }

  /** Makes one account and one device by the registry, whose hashes are then everybody's. */
  private static Registration prepare(SqlRegistryStore store) {
    SecureRandom random = new SecureRandom();
    BcryptPasswordHasher hasher =
        new BcryptPasswordHasher(BcryptPasswordHasher.DEFAULT_COST, random);
    DeviceRegistry registry = DeviceRegistry.builder(store, hasher).build();
    Prn owner =
        registry
            .accounts()
            .create(
                new Email("model@example.com"), new Secret(PASSWORD), new Nick("model"), Role.USER)
            .prn();
    if (registry.fleetCounts().claimed() > 0) {
      throw new IllegalStateException("the database is not empty");
    }
    return registry.register(new Caller.User(owner), DeviceDraft.EMPTY);
  }

  private void loadOwners(int owners, String passwordHash) throws SQLException {
    String sql =
        "insert into account (prn, nick, email, role, enabled, secret_hash, secret_generation,"
            + " time_created, time_modified) values (?, ?, ?, 'USER', ?, ?, 0, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < owners; i++) {
        insert.setString(1, ownerPrn(i));
        insert.setString(2, "owner-" + i);
        insert.setString(3, "owner-" + i + "@example.com");
        insert.setBoolean(4, true);
        insert.setString(5, passwordHash);
        insert.setLong(6, micros(now));
        insert.setLong(7, micros(now));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void loadDevices(int devices, int owners, String secretHash) throws SQLException {
    String sql =
        "insert into device (id, nick, owner, is_public, secret_hash, secret_generation, revision,"
            + " time_created, time_modified, last_seen, user_meta, device_meta)"
            + " values (?, ?, ?, ?, ?, 0, 1, ?, ?, ?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < devices; i++) {
        insert.setString(1, deviceId(i));
        insert.setString(2, deviceNick(i));
        insert.setString(3, ownerPrn(i % owners));
        insert.setBoolean(4, i / owners % 10 == 0);
        insert.setString(5, secretHash);
        insert.setLong(6, micros(now));
        insert.setLong(7, micros(now));
        insert.setObject(8, i % 3 == 0 ? null : lastSeen());
        insert.setString(9, userMeta(i));
        insert.setString(10, deviceMeta(i));
        insert.addBatch();
        if (i % BATCH == BATCH - 1) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private long lastSeen() {
    return micros(now.minusSeconds(random.nextInt(TWO_DAYS_SECONDS)));
  }

  private static String userMeta(int device) {
    return String.format(
        Locale.ROOT,
        "{\"site\":\"site-%d\",\"rack\":%d,\"contact\":\"operations@example.com\"}",
        device % 97,
        device % 40);
  }

  private static String deviceMeta(int device) {
    return String.format(
        Locale.ROOT,
        "{\"pantavisor.version\":\"019-%d\",\"pantavisor.arch\":\"arm/32/EL\","
            + "\"interfaces\":{\"eth0.ipv4\":[\"10.%d.%d.%d\"],\"lo.ipv4\":[\"127.0.0.1\"]},"
            + "\"storage\":{\"total\":3858759680,\"free\":%d},\"sysinfo\":{\"uptime\":%d,"
            + "\"loads.0\":0.25,\"procs\":74}}",
        device % 5,
        device >> 16,
        device >> 8 & 0xFF,
        device & 0xFF,
        1_000_000_000 + device,
        device);
  }

  private void deleteModels() throws SQLException {
    run("delete from device where owner = (select prn from account where nick = 'model')");
    run("delete from account where nick = 'model'");
    run("delete from fleet_counter");
  }

  /** Makes the counters as they are when every device has been registered and seen. */
  private void count() throws SQLException {
    boolean postgres = connection.getMetaData().getURL().startsWith("jdbc:postgresql:");
    String shard = postgres ? "position(substr(id, 24) in '0123456789abcdef') - 1" : "0";
    String insert = "insert into fleet_counter (kind, slice, shard, devices) select ";
    run(insert + "1, 0, " + shard + ", count(*) from device group by 3");
    run(insert + "3, 0, " + shard + ", count(*) from device where is_public group by 3");
    String seen = " count(*) from device where last_seen is not null group by 2, 3";
    run(insert + "4, last_seen / 10000000, " + shard + "," + seen);
    run(insert + "5, last_seen / 600000000, " + shard + "," + seen);
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        throw new IllegalStateException("nothing prepared");
      }
      return row.getString(1);
    }
  }

  private static long micros(Instant time) {
    return Math.multiplyExact(time.getEpochSecond(), MICROS);
  }
}
