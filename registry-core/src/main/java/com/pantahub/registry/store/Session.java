package com.pantahub.registry.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on one connection. Not thread-safe.
 *
 * <p>Parameters are bound, never written into a statement: texts, numbers, truth values, or null.
 * Whatever fails is a {@link StoreUnavailableException}.
 */
final class Session implements AutoCloseable {

  /** Makes a value out of a row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Handle handle;

  private Session(Handle handle) {
    this.handle = handle;
  }

  /** Returns what {@link #open} needs, once for a database. Thread-safe. */
  static Jdbi jdbi(ConnectionFactory connections) {
    Jdbi jdbi = Jdbi.create(connections);
    jdbi.getConfig(SqlStatements.class)
        .setTemplateEngine(TemplateEngine.NOP)
        .setSqlParser(new PositionalSqlParser());
    return jdbi;
  }

  /** Takes a connection, which is given back when the session is closed. */
  static Session open(Jdbi jdbi) {
    try {
      return new Session(jdbi.open());
    } catch (JdbiException e) {
      throw StoreUnavailableException.of(e);
    }
  }

  /** Returns the first row of a query. */
  <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters) {
    try (Query query = handle.createQuery(sql)) {
      return rows(query, reader, parameters).findFirst();
    } catch (JdbiException e) {
      throw StoreUnavailableException.of(e);
    }
  }

  /** Returns the rows of a query. */
  <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... parameters) {
    try (Query query = handle.createQuery(sql)) {
      return rows(query, reader, parameters).list();
    } catch (JdbiException e) {
      throw StoreUnavailableException.of(e);
    }
  }

  /** Runs a statement that is no query, and returns how many rows it has changed. */
  int update(String sql, @Nullable Object... parameters) {
    try (Update update = handle.createUpdate(sql)) {
      bind(update, parameters);
      return update.execute();
    } catch (JdbiException e) {
      throw StoreUnavailableException.of(e);
    }
  }

  void begin() {
    run(handle::begin);
  }

  void commit() {
    run(handle::commit);
  }

  void rollback() {
    run(handle::rollback);
  }

  @Override
  public void close() {
    run(handle::close);
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (JdbiException e) {
      throw StoreUnavailableException.of(e);
    }
  }

  private static <T> ResultIterable<T> rows(
      Query query, RowReader<T> reader, @Nullable Object... parameters) {
    bind(query, parameters);
    return query.map((row, context) -> reader.read(row));
  }

  private static void bind(SqlStatement<?> statement, @Nullable Object... parameters) {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      Argument argument = (position, prepared, context) -> prepared.setObject(position, value);
      statement.bind(i, argument);
    }
  }
}
