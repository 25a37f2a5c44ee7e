package com.pantahub.registry.store;

import com.pantahub.registry.StoreFigures;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * SQLite: one file in the data directory, which only its owner can read. Thread-safe.
 *
 * <p>In its write-ahead log, readers and the one writer do not wait for each other. Another process
 * may use the same file; each waits for the other's transaction, for some seconds at most.
 */
final class SqliteDatabase implements Database {

  private static final String FILE_NAME = "registry.db";
  private static final int READERS = 4;
  private static final int BUSY_MILLIS = 10_000;
  private static final int LOG_LIMIT_BYTES = 64 * 1024 * 1024;

  private final Path file;
  private final SqliteReaders readers;
  private final SqliteWriter writer;

  private SqliteDatabase(Path file, SqliteReaders readers, SqliteWriter writer) {
    this.file = file;
    this.readers = readers;
    this.writer = writer;
  }

  /**
   * Opens the database of a data directory; makes both if they are not there.
   *
   * @throws StoreUnavailableException if that fails
   */
  static SqliteDatabase open(Path directory) {
    Path file = prepared(directory.toAbsolutePath());
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setJournalSizeLimit(LOG_LIMIT_BYTES);
    config.enforceForeignKeys(true);
    SQLiteDataSource connections = new SQLiteDataSource(config);
    connections.setUrl("jdbc:sqlite:" + file);
    Jdbi jdbi = Session.jdbi(connections::getConnection);
    Session session = Session.open(jdbi);
    try {
      Schema.bringUpToDate(session, connections, "sqlite");
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
    return new SqliteDatabase(file, new SqliteReaders(jdbi, READERS), new SqliteWriter(session));
  }

  private static Path prepared(Path directory) {
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve(FILE_NAME);
      createPrivately(file);
      if (!Files.isWritable(directory) || !Files.isWritable(file)) {
        throw new AccessDeniedException(file.toString());
      }
      SqliteLibrary.unpackInto(directory);
      return file;
    } catch (FileAlreadyExistsException e) {
      throw unusable(directory, "it is no directory");
    } catch (AccessDeniedException e) {
      throw unusable(directory, "permission denied");
    } catch (IOException e) {
      throw unusable(directory, "it cannot be written to");
    }
  }

  private static StoreUnavailableException unusable(Path directory, String reason) {
    return new StoreUnavailableException("No use of data directory " + directory + ": " + reason);
  }

  private static void createPrivately(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    try {
      if (posix) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
    } catch (FileAlreadyExistsException e) {
      // Another process has been faster.
    }
  }

  @Override
  public <T> T read(Function<Session, T> work) {
    return readers.read(work);
  }

  @Override
  public <T> T write(Function<Session, T> work) {
    return writer.write(work);
  }

  /** Returns nothing: a transaction that writes has the database for itself. */
  @Override
  public String rowLock() {
    return "";
  }

  @Override
  public int counterShards() {
    return 1;
  }

  @Override
  public StoreFigures figures() {
    int writing = writer.isWorking() ? 1 : 0;
    return new StoreFigures(
        readers.active() + writing,
        readers.idle() + 1 - writing,
        readers.waiting() + writer.waiting(),
        OptionalLong.of(size(file) + size(Path.of(file + "-wal"))));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public List<String> problems() {
    return read(session -> session.list("pragma integrity_check", row -> row.getString(1))).stream()
        .filter(line -> !line.equals("ok"))
        .toList();
  }

  /** Moves the log into the file; the last connection that is closed removes it. */
  @Override
  public void close() {
    readers.close();
    writer.close();
  }
}
