package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandSyntaxTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
  private final CommandSyntax syntax = new CommandSyntax("pantahub-serv");

  @ParameterizedTest
  @EnumSource(Setting.class)
  void parse_help_namesOptionVariableAndDefault(Setting setting) {
    assertThat(syntax.parse(new String[] {"--help"}, out)).isEmpty();
    if (setting.isVariableOnly()) {
      assertThat(printed()).contains("\n  " + setting.variable() + "\n");
      return;
    }
    assertThat(printed())
        .contains(setting.option().substring(2))
        .contains("(" + setting.variable() + ", default " + setting.defaultValue() + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void parse_version_isOneLine(String argument) {
    assertThat(syntax.parse(new String[] {argument}, out)).isEmpty();
    assertThat(printed().lines()).singleElement().asString().startsWith("pantahub-serv ");
  }

  @Test
  void parse_nothing_isNoOption() {
    assertThat(syntax.parse(new String[] {}, out)).contains(Invocation.NONE);
  }

  @Test
  void parse_options_areTheirTexts() {
    String[] arguments = {"--port", "1", "--address=::1", "--powered-by=", "--log-level", "x"};
    assertThat(syntax.parse(arguments, out))
        .contains(
            start(
                Map.of(
                    Setting.PORT, "1",
                    Setting.ADDRESS, "::1",
                    Setting.POWERED_BY, "",
                    Setting.LOG_LEVEL, "x")));
    assertThat(printed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--go-metrics, GO_METRICS, true",
    "--no-go-metrics, GO_METRICS, false",
    "--openmetrics, OPENMETRICS, true",
    "--no-openmetrics, OPENMETRICS, false",
    "--demo, DEMO, true",
    "--signup, SIGNUP, true"
  })
  void parse_switch_isTrueOrFalse(String argument, Setting setting, String text) {
    assertThat(syntax.parse(new String[] {argument}, out)).contains(start(Map.of(setting, text)));
  }

  @Test
  void parse_valueWithAtSign_isNoFile() {
    assertThat(syntax.parse(new String[] {"--powered-by", "@pom.xml"}, out))
        .contains(start(Map.of(Setting.POWERED_BY, "@pom.xml")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--prot=1",
        "serve",
        "-x",
        "--port",
        "--port=1 --port=2",
        "--go-metrics=maybe",
        "account",
        "account drop",
        "account create",
        "account create --nick=a",
        "account disable",
        "account list --port=1"
      })
  void parse_badArguments_areRejected(String arguments) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> syntax.parse(arguments.split(" ", -1), out));
    assertThat(printed()).isEmpty();
  }

  @Test
  void parse_accountCreate_isWhatToMake() {
    String[] arguments = {"account", "create", "--nick", "ann", "--email=a@b", "--admin"};
    assertThat(syntax.parse(arguments, out))
        .contains(
            new Invocation(Map.of(), Optional.of(new AccountCommand.Create("ann", "a@b", true))));
  }

  @Test
  void parse_accountList_takesTheDataDirectoryInEveryPlace() {
    Invocation expected =
        new Invocation(Map.of(Setting.DATA_DIR, "d"), Optional.of(new AccountCommand.ListAll()));
    assertThat(syntax.parse(new String[] {"--data-dir", "d", "account", "list"}, out))
        .contains(expected);
    assertThat(syntax.parse(new String[] {"account", "list", "--data-dir", "d"}, out))
        .contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"disable, false", "enable, true"})
  void parse_accountDisableOrEnable_isOneNick(String command, boolean enabled) {
    assertThat(syntax.parse(new String[] {"account", command, "ann"}, out))
        .contains(
            new Invocation(Map.of(), Optional.of(new AccountCommand.SetEnabled("ann", enabled))));
  }

  @Test
  void parse_helpOfACommand_isPrinted() {
    assertThat(syntax.parse(new String[] {"account", "create", "--help"}, out)).isEmpty();
    assertThat(printed()).contains("pantahub-serv account create").contains("--email=<address>");
  }

  private static Invocation start(Map<Setting, String> options) {
    return new Invocation(options, Optional.empty());
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
