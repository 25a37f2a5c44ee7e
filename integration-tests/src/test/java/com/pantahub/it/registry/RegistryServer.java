package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A built server with a registry of its own, which outlives the process. Not thread-safe, but for
 * {@link #client}.
 *
 * <p>It logs all there is to log, and no secret may be among it.
 */
final class RegistryServer implements AutoCloseable {

  static final String HEALTH_SECRET = "secret-of-saadmin";

  /** Header in which a test can tell a shared server another address of the client. */
  static final String CLIENT_ADDRESS = "X-Forwarded-For";

  /** As {@code ./pantahub-serv} starts it, with little to compile and to collect. */
  private static final String JAVA_OPTIONS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Map<TestDatabase, RegistryServer> SHARED = new EnumMap<>(TestDatabase.class);

  private final Map<String, String> environment;
  private final Path dataDirectory;
  private final KnownSecrets secrets;
  private final List<String> options;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private boolean ownsDirectory;
  private ServerProcess process;

  private RegistryServer(
      Map<String, String> environment,
      Path dataDirectory,
      KnownSecrets secrets,
      List<String> options)
      throws Exception {
    this.environment = environment;
    this.dataDirectory = dataDirectory;
    this.secrets = secrets;
    this.options = options;
    this.process = launch();
  }

  /** Starts a server with an empty registry, sign-up open. */
  static RegistryServer start(TestDatabase database, String... options) throws Exception {
    return start(database.create(), options);
  }

  /** The same with these variables, which may name a database. */
  static RegistryServer start(Map<String, String> database, String... options) throws Exception {
    Map<String, String> variables = new HashMap<>(database);
    variables.put("PANTAHUB_SIGNUP", "true");
    variables.put("PANTAHUB_SA_ADMIN_SECRET", HEALTH_SECRET);
    return startWith(variables, options);
  }

  /** Starts a server with an empty registry and what variables say, and else the defaults. */
  static RegistryServer start(
      TestDatabase database, Map<String, String> variables, String... options) throws Exception {
    Map<String, String> all = new HashMap<>(database.create());
    all.putAll(variables);
    return startWith(all, options);
  }

  private static RegistryServer startWith(Map<String, String> variables, String... options)
      throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("PANTAHUB_ADDRESS", "127.0.0.1");
    environment.put("PANTAHUB_PORT_INT", "0");
    environment.putAll(variables);
    KnownSecrets secrets = new KnownSecrets();
    secrets.note(HEALTH_SECRET);
    Path dataDirectory = Files.createTempDirectory("pantahub-it");
    try {
      RegistryServer server =
          new RegistryServer(environment, dataDirectory, secrets, List.of(options));
      server.ownsDirectory = true;
      return server;
    } catch (Exception | AssertionError e) {
      ServerProcess.delete(dataDirectory);
      throw e;
    }
  }

  /** Returns the server that tests share which leave it as they found it, but for its registry. */
  static synchronized RegistryServer shared(TestDatabase database) {
    return SHARED.computeIfAbsent(
        database,
        missing -> {
          try {
            RegistryServer server =
                start(
                    missing,
                    "--demo",
                    "--log-level=debug",
                    "--client-address-header=" + CLIENT_ADDRESS);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shared server"));
            return server;
          } catch (Exception e) {
            throw new IllegalStateException("no server", e);
          }
        });
  }

  /** Starts one more server over the same registry and the same keys, to be closed before this. */
  RegistryServer another() throws Exception {
    return new RegistryServer(environment, dataDirectory, secrets, options);
  }

  private ServerProcess launch() throws Exception {
    Map<String, String> variables = variables();
    variables.merge("JDK_JAVA_OPTIONS", JAVA_OPTIONS, (given, ours) -> ours + " " + given);
    ServerProcess launched = ServerProcess.launch(variables, options.toArray(String[]::new));
    try {
      launched.port();
      return launched;
    } catch (AssertionError e) {
      launched.close();
      throw e;
    }
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("PANTAHUB_DATA_DIR", dataDirectory.toString());
    return variables;
  }

  Path dataDirectory() {
    return dataDirectory;
  }

  Map<String, String> environment() {
    return environment;
  }

  ApiClient client() throws Exception {
    return new ApiClient(process.port(), secrets, null);
  }

  /** Returns a client of an account which is made when it is first asked for. */
  ApiClient user(String nick) throws Exception {
    String known = tokens.get(nick);
    if (known != null) {
      return client().withToken(known);
    }
    ApiClient made = client().newUser(nick);
    tokens.put(nick, made.token());
    return made;
  }

  KnownSecrets secrets() {
    return secrets;
  }

  /** Waits for a line in the log that contains a text, and returns it. */
  String awaitLog(String text) throws InterruptedException {
    return process.awaitErr(text);
  }

  /** Tells what no log may tell. */
  void assertNoSecretInLog() {
    secrets.assertNoneIn(process.errSoFar());
  }

  /** Tells what no log of a server may tell that tests share. */
  static synchronized void assertNoSecretInSharedLogs() {
    SHARED.values().forEach(RegistryServer::assertNoSecretInLog);
  }

  /** Runs the program over this server's registry, with input, and returns what it prints. */
  List<String> run(String input, String... arguments) throws Exception {
    try (ServerProcess run = ServerProcess.launch(variables(), arguments)) {
      run.input(input);
      assertThat(run.awaitExit(PATIENCE)).as("%s", run.err()).isZero();
      return run.out();
    }
  }

  /** Ends the process at once, and starts it anew over what it has left. */
  void killAndRestart() throws Exception {
    kill();
    restart();
  }

  /** Ends the process at once. */
  void kill() throws Exception {
    process.signal("KILL");
    process.awaitExit(PATIENCE);
  }

  /** Starts a process over what the last one has left. */
  void restart() throws Exception {
    process = launch();
  }

  /** Ends the process in good order, and returns its exit code. */
  int stop() throws Exception {
    process.signal("TERM");
    return process.awaitExit(PATIENCE);
  }

  @Override
  public void close() {
    process.close();
    if (ownsDirectory) {
      ServerProcess.delete(dataDirectory);
    }
  }
}
