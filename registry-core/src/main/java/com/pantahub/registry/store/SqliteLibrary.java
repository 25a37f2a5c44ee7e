package com.pantahub.registry.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, unpacked once per version and not at each start. Thread-safe.
 *
 * <p>It is {@code native/<version and platform>/} in the data directory.
 */
final class SqliteLibrary {

  /*
   * Left alone, sqlite-jdbc unpacks it into the directory for temporary files each time a process
   * starts, which takes 70 ms, and leaves it there, 1.2 MB, when the process is killed. It looks
   * into org.sqlite.lib.path first, and unpacks if what it finds there cannot be loaded: so nothing
   * is lost if the data directory forbids executable files or has moved to another machine. The
   * library has a process-wide place because a process can load it only once.
   *
   * The file comes into its place by a rename, complete and on disk, and one process at a time
   * unpacks; the system takes the lock back from one that is killed. Other versions are removed.
   */

  private static final String PATH_PROPERTY = "org.sqlite.lib.path";

  /** What sqlite-jdbc says where its jar has been repackaged without the file that tells. */
  private static final String VERSION_UNKNOWN = "unknown";

  private SqliteLibrary() {}

  /** Sees to it that SQLite finds its library; of several directories the first one counts. */
  static synchronized void unpackInto(Path dataDirectory) throws IOException {
    if (System.getProperty(PATH_PROPERTY) != null || VERSION_UNKNOWN.equals(version())) {
      return;
    }
    Path all = dataDirectory.resolve("native");
    Path place = all.resolve(platform());
    String name = LibraryLoaderUtil.getNativeLibName();
    if (!Files.exists(place.resolve(name))) {
      unpack(name, all, place);
    }
    System.setProperty(PATH_PROPERTY, place.toString());
  }

  private static String version() {
    return SQLiteJDBCLoader.getVersion();
  }

  private static String platform() {
    String system = System.getProperty("os.name") + "-" + System.getProperty("os.arch");
    return (version() + "-" + system).replaceAll("[^A-Za-z0-9._-]", "_");
  }

  private static void unpack(String name, Path all, Path place) throws IOException {
    Files.createDirectories(place);
    try (FileChannel turn = FileChannel.open(all.resolve("lock"), CREATE, WRITE);
        FileLock held = turn.lock()) {
      removeAllBut(place, all);
      Path unfinished = place.resolve(name + ".tmp");
      try (InputStream packed = packed(name);
          FileChannel file = FileChannel.open(unfinished, CREATE, TRUNCATE_EXISTING, WRITE)) {
        packed.transferTo(Channels.newOutputStream(file));
        file.force(true);
      }
      if (held.isValid()) {
        Files.move(unfinished, place.resolve(name), ATOMIC_MOVE);
      }
    }
  }

  private static InputStream packed(String name) throws IOException {
    String path = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    InputStream packed = SQLiteJDBCLoader.class.getResourceAsStream(path);
    if (packed == null) {
      throw new IOException("sqlite-jdbc has no library for this platform");
    }
    return packed;
  }

  private static void removeAllBut(Path kept, Path all) throws IOException {
    try (DirectoryStream<Path> others =
        Files.newDirectoryStream(all, path -> Files.isDirectory(path) && !path.equals(kept))) {
      for (Path other : others) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(other)) {
          for (Path file : files) {
            Files.deleteIfExists(file);
          }
        }
        Files.deleteIfExists(other);
      }
    }
  }
}
