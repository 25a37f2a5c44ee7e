package com.pantahub.registry.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * A database that cannot do its work: not reached, not writable, full, or of another schema.
 *
 * <p>Its message is one line for whoever runs the service. It holds no statement, no value, no
 * password and no URL.
 */
public final class StoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int SQLITE_BUSY = 5;
  private static final int SQLITE_READONLY = 8;
  private static final int SQLITE_IOERR = 10;
  private static final int SQLITE_CORRUPT = 11;
  private static final int SQLITE_FULL = 13;
  private static final int SQLITE_CANTOPEN = 14;
  private static final int SQLITE_CONSTRAINT = 19;
  private static final int SQLITE_NOTADB = 26;

  /**
   * Makes an exception without a cause.
   *
   * @param message what is wrong, in one line
   */
  public StoreUnavailableException(String message) {
    super(message);
  }

  private StoreUnavailableException(String message, SQLException cause) {
    super(message, cause);
  }

  /**
   * Returns what a failure of a library comes down to. Of the causes only the driver's own is kept:
   * what the libraries around it say repeats statements and values.
   */
  static StoreUnavailableException of(Throwable failure) {
    SQLException driver = driverException(failure);
    return driver == null
        ? new StoreUnavailableException("The database failed")
        : new StoreUnavailableException(describe(driver), driver);
  }

  private static @Nullable SQLException driverException(Throwable failure) {
    SQLException found = null;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql) {
        found = sql;
      }
    }
    return found;
  }

  private static String describe(SQLException e) {
    String state = e.getSQLState();
    if (e instanceof SQLTransientConnectionException && e.getCause() == null) {
      return "No connection to the database became free in time";
    }
    return state == null ? describeSqlite(e.getErrorCode()) : describeState(state);
  }

  private static String describeState(String state) {
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "08" -> "The database cannot be reached";
      case "28" -> "The database does not accept the user or the password";
      case "3D" -> "There is no database of that name";
      case "42" ->
          "The database is not what it should be, or lacks a permission: SQLSTATE " + state;
      case "53" -> "The database has run out of memory, disk or connections: SQLSTATE " + state;
      case "57" -> "The database is starting or stopping: SQLSTATE " + state;
      default -> "The database failed: SQLSTATE " + state;
    };
  }

  private static String describeSqlite(int code) {
    return switch (code) {
      case SQLITE_BUSY -> "The database is locked by another process";
      case SQLITE_READONLY -> "The database cannot be written to";
      case SQLITE_IOERR -> "The disk of the database fails";
      case SQLITE_CORRUPT -> "The database is damaged";
      case SQLITE_FULL -> "The disk of the database is full";
      case SQLITE_CANTOPEN -> "The database cannot be opened";
      case SQLITE_NOTADB -> "The file of the database is something else";
      default -> "The database failed: code " + code;
    };
  }

  /** Tells whether a row was refused because a unique key of it is taken. */
  boolean isDuplicate() {
    return getCause() instanceof SQLException e
        && (e.getSQLState() == null
            ? e.getErrorCode() == SQLITE_CONSTRAINT
            : e.getSQLState().equals("23505"));
  }

  /** Tells whether the transaction may well succeed when it is tried again. */
  boolean isTransient() {
    return getCause() instanceof SQLException e
        && e.getSQLState() != null
        && (e.getSQLState().equals("40001") || e.getSQLState().equals("40P01"));
  }
}
