package com.pantahub.registry.store;

import com.pantahub.registry.StoreFigures;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/**
 * PostgreSQL, or what speaks its protocol, for any number of processes at a time. Thread-safe.
 *
 * <p>Transactions run at READ COMMITTED and lock the row they are about to change. One that the
 * server takes back, because of a deadlock or, in engines that have it, of a conflict, is tried
 * again.
 */
final class PostgresDatabase implements Database {

  private static final String URL_PREFIX = "jdbc:postgresql:";
  private static final int CONNECTIONS = 10;
  private static final int COUNTER_SHARDS = 16;
  private static final int ATTEMPTS = 10;
  private static final long BACK_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long PATIENCE_MILLIS = 8_000;
  private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final String CONNECT_SECONDS = "5";
  private static final String ANSWER_SECONDS = "60";

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final AtomicLong nextProbeNanos = new AtomicLong();
  private volatile boolean lost;

  private PostgresDatabase(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Session.jdbi(pool::getConnection);
  }

  /**
   * Connects to a database.
   *
   * @throws StoreUnavailableException if that fails
   */
  static PostgresDatabase open(String url, Optional<String> user, Optional<String> password) {
    if (!url.startsWith(URL_PREFIX)) {
      throw new StoreUnavailableException(
          "The URL of the database is none like " + URL_PREFIX + "//host:5432/name");
    }
    Properties properties = properties(user, password);
    Jdbi unpooled = Session.jdbi(() -> DriverManager.getConnection(url, properties));
    try (Session first = Session.open(unpooled)) {
      return open(first, new HikariDataSource(config(url, properties)));
    } catch (StoreUnavailableException e) {
      throw new StoreUnavailableException(place(url) + ": " + e.getMessage());
    }
  }

  private static PostgresDatabase open(Session first, HikariDataSource pool) {
    try {
      Schema.bringUpToDate(first, pool, "postgres");
      return new PostgresDatabase(pool);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static Properties properties(Optional<String> user, Optional<String> password) {
    Properties properties = new Properties();
    user.ifPresent(value -> properties.setProperty("user", value));
    password.ifPresent(value -> properties.setProperty("password", value));
    properties.setProperty("ApplicationName", "pantahub");
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("socketTimeout", ANSWER_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    // Details repeat the values of a row.
    properties.setProperty("logServerErrorDetail", "false");
    return properties;
  }

  private static HikariConfig config(String url, Properties properties) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("registry");
    config.setDriverClassName("org.postgresql.Driver");
    config.setJdbcUrl(url);
    config.setDataSourceProperties(properties);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PATIENCE_MILLIS);
    // The pool never fails to start: that there is a database has been seen.
    config.setInitializationFailTimeout(-1);
    return config;
  }

  /** Returns where the database is, without what may hold credentials. */
  private static String place(String url) {
    String withoutParameters = url.substring(URL_PREFIX.length()).replaceFirst("[?].*", "");
    return "PostgreSQL at " + withoutParameters.replaceFirst("^/*(.*@)?", "");
  }

  /**
   * Takes a connection, for which it waits. While the database is away, only one of those who come
   * within a second waits, to see whether it is back; the others are told at once.
   */
  private Session session() {
    long now = System.nanoTime();
    long next = nextProbeNanos.get();
    if (lost
        && pool.getHikariPoolMXBean().getTotalConnections() == 0
        && (now - next < 0 || !nextProbeNanos.compareAndSet(next, now + PROBE_NANOS))) {
      throw new StoreUnavailableException("The database does not answer");
    }
    try {
      Session session = Session.open(jdbi);
      lost = false;
      return session;
    } catch (StoreUnavailableException e) {
      nextProbeNanos.set(System.nanoTime() + PROBE_NANOS);
      lost = true;
      throw e;
    }
  }

  @Override
  public <T> T read(Function<Session, T> work) {
    try (Session session = session()) {
      return work.apply(session);
    }
  }

  @Override
  public <T> T write(Function<Session, T> work) {
    for (int attempt = 1; ; attempt++) {
      try (Session session = session()) {
        return inTransaction(session, work);
      } catch (StoreUnavailableException e) {
        if (!e.isTransient() || attempt == ATTEMPTS) {
          throw e;
        }
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(attempt * BACK_OFF_NANOS));
    }
  }

  private static <T> T inTransaction(Session session, Function<Session, T> work) {
    session.begin();
    try {
      T result = work.apply(session);
      session.commit();
      return result;
    } catch (RuntimeException | Error e) {
      rollBack(session, e);
      throw e;
    }
  }

  private static void rollBack(Session session, Throwable reason) {
    try {
      session.rollback();
    } catch (StoreUnavailableException e) {
      // The connection is lost, and the transaction with it.
      reason.addSuppressed(e);
    }
  }

  @Override
  public String rowLock() {
    return " for update";
  }

  @Override
  public int counterShards() {
    return COUNTER_SHARDS;
  }

  @Override
  public StoreFigures figures() {
    HikariPoolMXBean figures = pool.getHikariPoolMXBean();
    return new StoreFigures(
        figures.getActiveConnections(),
        figures.getIdleConnections(),
        figures.getThreadsAwaitingConnection(),
        OptionalLong.empty());
  }

  /** Finds nothing: PostgreSQL checks what it reads as it reads it. */
  @Override
  public List<String> problems() {
    return List.of();
  }

  @Override
  public void close() {
    pool.close();
  }
}
