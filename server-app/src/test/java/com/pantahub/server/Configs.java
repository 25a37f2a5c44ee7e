package com.pantahub.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Configurations for tests: the defaults, but on a free port of the loopback interface, and with a
 * data directory that is gone when the tests are over.
 */
final class Configs {
  private static final Path DATA = temporaryDirectory();

  private Configs() {}

  /** The data directory. All tests share it, so that the key of tokens is made but once. */
  static Path dataDirectory() {
    return DATA;
  }

  static ServerConfig loopback() {
    return loopback(Map.of());
  }

  static ServerConfig loopback(Map<Setting, String> options) {
    return loopback(options, Map.of());
  }

  static ServerConfig loopback(Map<Setting, String> options, Map<String, String> variables) {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    all.put(Setting.ADDRESS, "127.0.0.1");
    all.put(Setting.PORT, "0");
    all.put(Setting.DATA_DIR, DATA.toString());
    all.putAll(options);
    return ServerConfig.of(new SettingValues(all, variables));
  }

  private static Path temporaryDirectory() {
    try {
      Path directory = Files.createTempDirectory("pantahub-data");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
