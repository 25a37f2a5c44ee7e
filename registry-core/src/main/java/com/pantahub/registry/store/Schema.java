package com.pantahub.registry.store;

import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;

/**
 * The tables of the registry, brought up to date by Flyway. No state.
 *
 * <p>The migrations are resources beside this class, one directory per kind of database.
 */
final class Schema {

  /*
   * Flyway takes some 300 ms to find out that there is nothing to do, which is more than the rest of
   * the start. So its history is asked first, and it is loaded only for a database that is new or
   * older than this program.
   */

  /** The newest migration. */
  static final int VERSION = 1;

  private static final String APPLIED =
      "select max(cast(version as integer)) from flyway_schema_history where success";
  private static final String LOCATION = "classpath:com/pantahub/registry/store/";

  private Schema() {}

  /**
   * Sees to it that the database has the tables of this program.
   *
   * @param session on the database, outside of transactions
   * @param database where Flyway gets connections, if it is needed
   * @param dialect the directory of the migrations
   * @throws StoreUnavailableException if they are those of a newer program, or cannot be made
   */
  static void bringUpToDate(Session session, DataSource database, String dialect) {
    int applied = applied(session);
    if (applied > VERSION) {
      throw new StoreUnavailableException(
          "The database has schema version %d, and this program knows versions up to %d only"
              .formatted(applied, VERSION));
    }
    if (applied < VERSION) {
      migrate(database, dialect);
    }
  }

  private static int applied(Session session) {
    try {
      return session.first(APPLIED, row -> row.getInt(1)).orElse(0);
    } catch (StoreUnavailableException e) {
      // Most likely there is no history yet. Flyway will find out.
      return 0;
    }
  }

  private static void migrate(DataSource database, String dialect) {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(database)
          .locations(LOCATION + dialect)
          .failOnMissingLocations(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw explained(e);
    }
  }

  /** Leaves out what Flyway says: it repeats statements and URLs. */
  private static StoreUnavailableException explained(FlywayException e) {
    if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
      return new StoreUnavailableException(
          "The database has tables that are not the registry's, which needs a database of its own");
    }
    StoreUnavailableException reason = StoreUnavailableException.of(e);
    return Optional.ofNullable(reason.getCause()).isPresent()
        ? reason
        : new StoreUnavailableException(
            "The tables of the database could not be brought to schema version " + VERSION);
  }
}
