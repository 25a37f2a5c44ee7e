package com.pantahub.server;

import com.pantahub.registry.RegistryException;
import com.pantahub.registry.RegistryStore;
import com.pantahub.registry.Secret;
import com.pantahub.registry.store.StoreUnavailableException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The command {@code pantahub-serv}. Not thread-safe; one instance per process. */
public final class Main {
  private static final String NAME = "pantahub-serv";
  private static final int EXIT_FAILED = 1;
  private static final int EXIT_USAGE = 2;

  private final Map<String, String> environment;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  Main(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts the server, which runs until the process is told to stop, or administers accounts.
   *
   * @param arguments options and commands
   */
  public static void main(String[] arguments) {
    Main main = new Main(System.getenv(), System.in, System.out, System.err);
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
    try {
      Optional<Invocation> invocation = parse(arguments);
      if (invocation.isPresent()) {
        ServerConfig config = config(invocation.get().options());
        StderrLogging.setLevel(config.logLevel());
        Optional<AccountCommand> command = invocation.get().accountCommand();
        if (command.isPresent()) {
          administer(config, command.get());
        } else {
          serve(config, started);
        }
      }
      return 0;
    } catch (IllegalArgumentException e) {
      return fail(e, EXIT_USAGE);
    } catch (IOException | UncheckedIOException | RegistryException | StoreUnavailableException e) {
      return fail(e, EXIT_FAILED);
    }
  }

  /** Reads the arguments. Loading the parser takes long enough to spare those who have none. */
  private Optional<Invocation> parse(String[] arguments) {
    return arguments.length == 0
        ? Optional.of(Invocation.NONE)
        : new CommandSyntax(NAME).parse(arguments, out);
  }

  private ServerConfig config(Map<Setting, String> options) {
    return ServerConfig.of(new SettingValues(options, environment));
  }

  private void serve(ServerConfig config, Consumer<Application> started) throws IOException {
    Application application = Application.start(config);
    started.accept(application);
    out.println("Serving @ " + application.url());
  }

  private void administer(ServerConfig config, AccountCommand command) throws IOException {
    try (RegistryStore store = Stores.open(config.store())) {
      command.run(Service.registry(store).accounts(), this::password, out);
    }
  }

  /**
   * Asks for a password where somebody can answer, else reads a line. From JDK 22 on the console
   * may be there without anybody, and then reads that line itself.
   */
  @SuppressWarnings("SystemConsoleNull")
  private Secret password() {
    Console console = System.console();
    if (console != null && in == System.in) {
      char[] typed = console.readPassword("Password: ");
      return new Secret(typed == null ? "" : new String(typed));
    }
    try {
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return new Secret(Objects.requireNonNullElse(lines.readLine(), ""));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the password", e);
    }
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
