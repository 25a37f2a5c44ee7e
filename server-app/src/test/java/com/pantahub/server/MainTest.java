package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void run_started_printsOneLineWithTheUrl() {
    int exitCode = run(Map.of("PANTAHUB_PORT_INT", "0"), "--address=127.0.0.1");
    assertThat(exitCode).isZero();
    assertThat(text(out)).matches("Serving @ http://127\\.0\\.0\\.1:[1-9]\\d*/\\R");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void run_variablesOnly_startsToo() {
    int exitCode = run(Map.of("PANTAHUB_PORT_INT", "0", "PANTAHUB_ADDRESS", "::1"));
    assertThat(exitCode).isZero();
    assertThat(text(out)).matches("Serving @ http://\\[::1]:[1-9]\\d*/\\R");
  }

  @Test
  void run_help_startsNothing() {
    assertThat(run(Map.of(), "--help")).isZero();
    assertThat(text(out)).startsWith("Usage: pantahub-serv ").doesNotContain("Serving @");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--nothing", "--port=70000", "--port=1\n2", "--log-level=loud", "up"})
  void run_badArgument_isOneLineAndExitCode2(String argument) {
    assertThat(run(Map.of(), argument)).isEqualTo(2);
    assertThat(text(out)).isEmpty();
    assertThat(text(err).lines()).singleElement().asString().startsWith("pantahub-serv: ");
  }

  @Test
  void run_badVariable_isOneLineAndExitCode2() {
    assertThat(run(Map.of("PANTAHUB_PORT_INT", "x"))).isEqualTo(2);
    assertThat(text(err))
        .isEqualToNormalizingNewlines(
            "pantahub-serv: PANTAHUB_PORT_INT must be a whole number from 0 to 65535: 'x'\n");
  }

  @Test
  void run_portInUse_isOneLineAndExitCode1() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "--port=" + taken.getLocalPort();
      assertThat(run(Map.of(), "--address=127.0.0.1", port)).isEqualTo(1);
      assertThat(text(out)).isEmpty();
      assertThat(text(err).lines())
          .singleElement()
          .asString()
          .startsWith("pantahub-serv: cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  private int run(Map<String, String> environment, String... arguments) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("PANTAHUB_DATA_DIR", Configs.dataDirectory().toString());
    return new Main(variables, InputStream.nullInputStream(), print(out), print(err))
        .run(arguments, Application::close);
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream printed) {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
