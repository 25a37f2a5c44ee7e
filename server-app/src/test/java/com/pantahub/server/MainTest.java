package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Path directory;
  private byte[] in = "a password".getBytes(StandardCharsets.UTF_8);

  MainTest(@TempDir Path directory) {
    this.directory = directory;
  }

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

  @Test
  void run_accountCommands_makeListDisableAndEnable() {
    Map<String, String> data = Map.of("PANTAHUB_DATA_DIR", directory.toString());
    in = "secret of ann\r\nrest".getBytes(StandardCharsets.UTF_8);
    String[] create = {"account", "create", "--nick=ann", "--email=Ann@example.org"};
    assertThat(run(data, create)).isZero();
    assertThat(text(out))
        .matches("prn:::accounts:/[0-9a-f]{24}\tann\tann@example\\.org\tuser\tenabled\\R");
    String account = text(out);
    out.reset();
    assertThat(run(data, "account", "create", "--nick=root", "--email=a@b", "--admin")).isZero();
    assertThat(text(out)).endsWith("\troot\ta@b\tadmin\tenabled" + System.lineSeparator());
    out.reset();
    assertThat(run(data, "account", "list")).isZero();
    assertThat(text(out).lines()).hasSize(2).contains(account.strip());
    out.reset();
    assertThat(run(data, "account", "disable", "ann")).isZero();
    assertThat(text(out)).isEqualTo(account.replace("enabled", "disabled"));
    out.reset();
    assertThat(run(data, "account", "enable", "ann")).isZero();
    assertThat(text(out)).isEqualTo(account);
    assertThat(text(err)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "account create --nick=a --email=a@b|A nick is 3 to 64 characters out of A-Z a-z 0-9 _ - +"
            + " %",
        "account create --nick=ann --email=ann|Not an e-mail address",
        "account create --nick=ann --email=a@b|A secret is 1 to 72 bytes of UTF-8, none of them"
            + " NUL",
        "account disable ann|No such account"
      })
  void run_accountCommandFails_isOneLineAndExitCode1(String arguments, String message) {
    in = new byte[0];
    Map<String, String> data = Map.of("PANTAHUB_DATA_DIR", directory.toString());
    assertThat(run(data, arguments.split(" ", -1))).isEqualTo(1);
    assertThat(text(out)).isEmpty();
    assertThat(text(err)).isEqualToNormalizingNewlines("pantahub-serv: " + message + "\n");
  }

  @Test
  void accountCreate_passwordCannotBeRead_failsInOneLine() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();
    String[] create = {"account", "create", "--nick=ann", "--email=a@b"};
    Map<String, String> variables =
        Map.of("PANTAHUB_DATA_DIR", directory.resolve("data").toString());
    assertThat(new Main(variables, broken, print(out), print(err)).run(create, application -> {}))
        .isEqualTo(1);
    assertThat(text(err)).isEqualTo("pantahub-serv: cannot read the password\n");
  }

  @Test
  void run_dataDirectoryIsAFile_isOneLineAndExitCode1() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThat(run(Map.of("PANTAHUB_DATA_DIR", file.toString()))).isEqualTo(1);
    assertThat(text(out)).isEmpty();
    assertThat(text(err))
        .isEqualToNormalizingNewlines(
            "pantahub-serv: the data directory " + file + " is no directory\n");
  }

  @Test
  void run_badKey_isOneLineWithoutItAndExitCode1() {
    Map<String, String> variables =
        Map.of("PANTAHUB_JWT_SECRET", "dGVsbC1ub2JvZHk=", "PANTAHUB_PORT_INT", "0");
    assertThat(run(variables)).isEqualTo(1);
    assertThat(text(err))
        .isEqualToNormalizingNewlines("pantahub-serv: PANTAHUB_JWT_SECRET is no PEM\n");
  }

  @Test
  void run_databaseUnreachable_isOneLineWithoutSecretsAndExitCode1() {
    Map<String, String> variables =
        Map.of(
            "PANTAHUB_DB_URL", "jdbc:postgresql://127.0.0.1:1/hub?password=tell-nobody-1",
            "PANTAHUB_DB_PASSWORD", "tell-nobody-2");
    assertThat(run(variables, "--port=0")).isEqualTo(1);
    assertThat(text(out)).isEmpty();
    assertThat(text(err).lines())
        .singleElement()
        .asString()
        .startsWith("pantahub-serv: ")
        .doesNotContain("tell-nobody");
  }

  private int run(Map<String, String> environment, String... arguments) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putIfAbsent("PANTAHUB_DATA_DIR", Configs.dataDirectory().toString());
    return new Main(variables, new ByteArrayInputStream(in), print(out), print(err))
        .run(arguments, Application::close);
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream printed) {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
