package com.pantahub.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The directory of the server's own files. No state. */
final class DataDirectory {
  private DataDirectory() {}

  /**
   * Makes the directory if there is none, for nobody else to read.
   *
   * @return its absolute path
   * @throws IOException if nothing can be written there; its message says in one line why
   */
  static Path open(Path path) throws IOException {
    Path directory = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(directory, onlyOwner(directory));
    } catch (FileAlreadyExistsException e) {
      throw new IOException("the data directory " + directory + " is no directory", e);
    } catch (IOException e) {
      throw new IOException("cannot make the data directory " + directory + reason(e), e);
    }
    if (!Files.isWritable(directory)) {
      throw new IOException("cannot write to the data directory " + directory);
    }
    return directory;
  }

  /** Says why a file cannot be used, after a colon, where the system does. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return ": Permission denied";
    }
    return e instanceof FileSystemException failed && failed.getReason() != null
        ? ": " + failed.getReason()
        : "";
  }

  private static FileAttribute<?>[] onlyOwner(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
