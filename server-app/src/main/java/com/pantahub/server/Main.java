package com.pantahub.server;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The command {@code pantahub-serv}. Not thread-safe; one instance per process. */
public final class Main {
  private static final String NAME = "pantahub-serv";
  private static final int EXIT_START_FAILED = 1;
  private static final int EXIT_USAGE = 2;

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  Main(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts the server, which runs until the process is told to stop.
   *
   * @param arguments options
   */
  public static void main(String[] arguments) {
    Main main = new Main(System.getenv(), System.out, System.err);
    int exitCode = main.run(arguments, Main::closeAtShutdown);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /**
   * Does what the arguments say.
   *
   * @param started takes the service over once it runs; its URL is printed after that
   * @return the exit code; 0 also where the service goes on running
   */
  int run(String[] arguments, Consumer<Application> started) {
    Optional<ServerConfig> config;
    try {
      config = options(arguments).map(this::config);
    } catch (IllegalArgumentException e) {
      return fail(e, EXIT_USAGE);
    }
    if (config.isPresent()) {
      try {
        serve(config.get(), started);
      } catch (IOException e) {
        return fail(e, EXIT_START_FAILED);
      }
    }
    return 0;
  }

  /** Reads the arguments. Loading the parser takes long enough to spare those who have none. */
  private Optional<Map<Setting, String>> options(String[] arguments) {
    return arguments.length == 0
        ? Optional.of(Map.of())
        : new CommandSyntax(NAME).parse(arguments, out);
  }

  private ServerConfig config(Map<Setting, String> options) {
    return ServerConfig.of(new SettingValues(options, environment));
  }

  private void serve(ServerConfig config, Consumer<Application> started) throws IOException {
    StderrLogging.setLevel(config.logLevel());
    Application application = Application.start(config);
    started.accept(application);
    out.println("Serving @ " + application.url());
  }

  private int fail(Exception e, int exitCode) {
    String message = Objects.requireNonNullElse(e.getMessage(), e.toString());
    err.println(NAME + ": " + message.replaceAll("\\p{Cntrl}+", " "));
    return exitCode;
  }

  /**
   * Lets the process end with exit code 0 when it was told to stop and has stopped. Left alone, the
   * virtual machine would end with the number of the signal.
   */
  private static void closeAtShutdown(Application application) {
    Runnable close =
        () -> {
          application.close();
          Runtime.getRuntime().halt(0);
        };
    Runtime.getRuntime().addShutdownHook(new Thread(close, "shutdown"));
  }
}
