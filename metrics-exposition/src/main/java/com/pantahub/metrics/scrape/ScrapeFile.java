package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilySource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;

/**
 * Writes families to a file in text format 0.0.4, for node_exporter's textfile collector.
 * Thread-safe.
 *
 * <p>Whoever reads the file finds the old content or the new, never a part: it is written beside
 * its place, forced to the disk, and renamed. For batch jobs which end before anybody can scrape
 * them.
 */
public final class ScrapeFile {

  private static final String READABLE_BY_ALL = "rw-r--r--";

  private final FamilyGatherer gatherer;
  private final ScrapeRenderer renderer = new ScrapeRenderer();
  private final Path path;

  /**
   * Makes a file that has not been written yet.
   *
   * @param path where the file is to be; node_exporter wants a name that ends with {@code .prom}
   * @param sources where families come from
   */
  public ScrapeFile(Path path, FamilySource... sources) {
    this.path = Objects.requireNonNull(path, "path").toAbsolutePath();
    this.gatherer = new FamilyGatherer(List.of(sources));
  }

  /**
   * Gathers the families and replaces the file. All or nothing: on any error the file stays as it
   * was.
   *
   * @throws IOException if the file can't be written, or if a collector failed or a sample can't be
   *     written
   */
  public void write() throws IOException {
    Gathering gathering = gatherer.gather(false);
    ScrapeBody body = null;
    try {
      if (gathering.problems().count() > 0) {
        throw new IOException(path + " is left as it was: " + gathering.problems());
      }
      body =
          renderer.render(
              gathering,
              new ScrapeVariant(
                  NameFilter.parse(null), TextFormatWriter.INSTANCE, ContentCoding.IDENTITY));
      replace(body.buffers());
    } finally {
      gathering.release();
      if (body != null) {
        body.release();
      }
    }
  }

  private void replace(List<ByteBuffer> content) throws IOException {
    Path directory = Objects.requireNonNull(path.getParent(), "path has no directory");
    Path temporary = Files.createTempFile(directory, "." + path.getFileName(), ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        for (ByteBuffer part : content) {
          ByteBuffer rest = part.duplicate();
          while (rest.hasRemaining()) {
            channel.write(rest);
          }
        }
        channel.force(true);
      }
      if (temporary.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString(READABLE_BY_ALL));
      }
      Files.move(
          temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
