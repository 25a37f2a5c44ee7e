package com.pantahub.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The built server, started by a test, and all it prints. Thread-safe.
 *
 * <p>Unless it is told another one, it has an empty data directory of its own. Closing it ends the
 * process, whatever state it is in, and removes that directory.
 */
public final class ServerProcess implements AutoCloseable {
  private static final String DATA_DIRECTORY = "PANTAHUB_DATA_DIR";
  private static final Pattern SERVING = Pattern.compile("Serving @ http://.*:(\\d+)/");
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  private final Process process;
  private final Optional<Path> ownDirectory;
  private final CompletableFuture<String> firstLine = new CompletableFuture<>();
  private final List<String> errSoFar = new ArrayList<>();
  private final CompletableFuture<List<String>> out;
  private final CompletableFuture<List<String>> err;

  private ServerProcess(Process process, Optional<Path> ownDirectory) {
    this.process = process;
    this.ownDirectory = ownDirectory;
    out = read(process.getInputStream(), firstLine, new ArrayList<>());
    err = read(process.getErrorStream(), new CompletableFuture<>(), errSoFar);
  }

  /** Starts the server on a free port of the loopback interface, and waits until it serves. */
  public static ServerProcess start(String... options) throws Exception {
    ServerProcess server =
        launch(Map.of("PANTAHUB_ADDRESS", "127.0.0.1", "PANTAHUB_PORT_INT", "0"), options);
    try {
      server.port();
      return server;
    } catch (AssertionError e) {
      server.close();
      throw e;
    }
  }

  /** Starts the server, and does not wait. */
  public static ServerProcess launch(Map<String, String> environment, String... options)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(List.of(java, "-jar", System.getProperty("pantahub.jar")));
    command.addAll(List.of(options));
    return launch(new ProcessBuilder(command), environment);
  }

  /** Starts any program; only these variables of the product are in its environment. */
  public static ServerProcess launch(ProcessBuilder builder, Map<String, String> environment)
      throws IOException {
    builder.environment().keySet().removeIf(name -> name.startsWith("PANTAHUB_"));
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.environment().putAll(environment);
    if (environment.containsKey(DATA_DIRECTORY)) {
      return new ServerProcess(builder.start(), Optional.empty());
    }
    Path directory = Files.createTempDirectory("pantahub-it");
    builder.environment().put(DATA_DIRECTORY, directory.toString());
    return new ServerProcess(builder.start(), Optional.of(directory));
  }

  /** Reads to the end, and completes the first line, if only with nothing, on the way. */
  private static CompletableFuture<List<String>> read(
      InputStream stream, CompletableFuture<String> first, List<String> read) {
    CompletableFuture<List<String>> lines = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader in =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                  synchronized (read) {
                    read.add(line);
                    read.notifyAll();
                  }
                  first.complete(line);
                }
                first.complete("");
                lines.complete(read);
              } catch (IOException | UncheckedIOException e) {
                lines.completeExceptionally(e);
              }
            },
            "output of a process");
    reader.setDaemon(true);
    reader.start();
    return lines;
  }

  /** Waits for the first line of output, and returns the port in it. */
  public int port() throws Exception {
    String line = firstLine.get(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    Matcher serving = SERVING.matcher(line);
    if (!serving.matches()) {
      throw new AssertionError(
          "printed '" + line + "' first; then " + (line.isEmpty() ? err() : ""));
    }
    return Integer.parseInt(serving.group(1));
  }

  /** Writes all of the process's standard input. */
  public void input(String text) throws IOException {
    try (OutputStream in = process.getOutputStream()) {
      in.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Sends a signal: TERM, INT, KILL, STOP, CONT. */
  public void signal(String name) throws Exception {
    String pid = Long.toString(process.pid());
    Process kill = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("kill -" + name + " " + pid + " failed");
    }
  }

  /** Waits until the process has ended, and returns its exit code. */
  public int awaitExit(Duration timeout) throws InterruptedException {
    if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + timeout);
    }
    return process.exitValue();
  }

  /** Waits until the process has ended, and returns the lines of its standard output. */
  public List<String> out() throws Exception {
    return out.get(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Waits until the process has ended, and returns the lines of its standard error. */
  public List<String> err() throws Exception {
    return err.get(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Returns the lines of standard error up to now. */
  public List<String> errSoFar() {
    synchronized (errSoFar) {
      return List.copyOf(errSoFar);
    }
  }

  /** Waits for a line of standard error that contains a text, and returns it. */
  public String awaitErr(String text) throws InterruptedException {
    long endNanos = System.nanoTime() + START_TIMEOUT.toNanos();
    synchronized (errSoFar) {
      int read = 0;
      while (true) {
        for (; read < errSoFar.size(); read++) {
          if (errSoFar.get(read).contains(text)) {
            return errSoFar.get(read);
          }
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
        if (millis <= 0) {
          throw new AssertionError("never printed: " + text);
        }
        errSoFar.wait(millis);
      }
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    ownDirectory.ifPresent(ServerProcess::delete);
  }

  /** Removes a directory and all in it. */
  public static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
