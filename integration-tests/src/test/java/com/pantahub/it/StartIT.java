package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the process starts, and how it says that it cannot. */
class StartIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void start_anyFreePort_printsOneLineAndNothingElse() throws Exception {
    try (ServerProcess server = ServerProcess.launch(Map.of(), "--port=0")) {
      assertThat(RawHttp.get(server.port(), "/metrics/").status()).isEqualTo(200);
      int port = server.port();
      server.signal("TERM");
      assertThat(server.awaitExit(PATIENCE)).isZero();
      assertThat(server.out()).containsExactly("Serving @ http://localhost:" + port + "/");
      assertThat(server.err()).isEmpty();
    }
  }

  @Test
  void start_variablesOnly_areObeyed() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Map<String, String> environment =
        Map.of(
            "PANTAHUB_PORT_INT", Integer.toString(free),
            "PANTAHUB_ADDRESS", "127.0.0.1",
            "PANTAHUB_POWERED_BY", "",
            "PANTAHUB_NO_SUCH_SETTING", "x");
    try (ServerProcess server = ServerProcess.launch(environment)) {
      assertThat(server.port()).isEqualTo(free);
      assertThat(RawHttp.get(free, "/metrics/").header("X-Powered-By")).isNull();
    }
  }

  @Test
  void start_optionAndVariable_optionWins() throws Exception {
    try (ServerProcess server =
        ServerProcess.start("--powered-by=steam", "--no-go-metrics", "--log-level=error")) {
      RawHttp.Response scrape = RawHttp.get(server.port(), "/metrics/");
      assertThat(scrape.header("X-Powered-By")).isEqualTo("steam");
      assertThat(scrape.text()).doesNotContain("\ngo_");
    }
  }

  @ParameterizedTest
  @CsvSource({"--help, 'Usage: pantahub-serv '", "--version, 'pantahub-serv '"})
  void run_question_isAnsweredAndNothingStarted(String option, String start) throws Exception {
    try (ServerProcess run = ServerProcess.launch(Map.of(), option)) {
      assertThat(run.awaitExit(PATIENCE)).isZero();
      assertThat(run.out().get(0)).startsWith(start);
      assertThat(run.out()).noneMatch(line -> line.startsWith("Serving @"));
      assertThat(run.err()).isEmpty();
    }
  }

  @Test
  void run_version_isTheBuilt() throws Exception {
    try (ServerProcess run = ServerProcess.launch(Map.of(), "--version")) {
      assertThat(run.out())
          .singleElement()
          .asString()
          .matches("pantahub-serv \\d+\\.\\d+\\.\\d+.*");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--no-such-option",
        "serve",
        "--port",
        "--port=http",
        "--port=65536",
        "--address=",
        "--log-level=loud",
        "--scrape-timeout=soon",
        "--scrape-max-in-flight=0",
        "--scrape-errors=panic",
        "--powered-by=\u00e4"
      })
  void run_badOption_isOneLineAndExitCode2(String option) throws Exception {
    try (ServerProcess run = ServerProcess.launch(Map.of(), option)) {
      assertRefused(run, 2);
    }
  }

  @Test
  void run_badVariable_isOneLineAndExitCode2() throws Exception {
    try (ServerProcess run = ServerProcess.launch(Map.of("PANTAHUB_PORT_INT", "http"))) {
      assertThat(assertRefused(run, 2)).contains("PANTAHUB_PORT_INT");
    }
  }

  @Test
  void run_portInUse_isOneLineAndExitCode1() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerProcess run =
            ServerProcess.launch(
                Map.of("PANTAHUB_ADDRESS", "127.0.0.1"), "--port=" + taken.getLocalPort())) {
      assertThat(assertRefused(run, 1)).contains("127.0.0.1:" + taken.getLocalPort());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"host.invalid", "2001:db8::1", "not a host"})
  void run_addressNotUsable_isOneLineAndExitCode1(String address) throws Exception {
    try (ServerProcess run = ServerProcess.launch(Map.of(), "--port=0", "--address=" + address)) {
      assertThat(assertRefused(run, 1)).contains(address);
    }
  }

  private static String assertRefused(ServerProcess run, int exitCode) throws Exception {
    assertThat(run.awaitExit(PATIENCE)).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
    List<String> lines = run.err();
    assertThat(lines).singleElement().asString().startsWith("pantahub-serv: ");
    return lines.get(0);
  }
}
