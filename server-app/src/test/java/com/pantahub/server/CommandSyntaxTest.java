package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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
    assertThat(syntax.parse(new String[] {}, out)).contains(Map.of());
  }

  @Test
  void parse_options_areTheirTexts() {
    String[] arguments = {"--port", "1", "--address=::1", "--powered-by=", "--log-level", "x"};
    assertThat(syntax.parse(arguments, out))
        .contains(
            Map.of(
                Setting.PORT, "1",
                Setting.ADDRESS, "::1",
                Setting.POWERED_BY, "",
                Setting.LOG_LEVEL, "x"));
    assertThat(printed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--go-metrics, GO_METRICS, true",
    "--no-go-metrics, GO_METRICS, false",
    "--openmetrics, OPENMETRICS, true",
    "--no-openmetrics, OPENMETRICS, false"
  })
  void parse_switch_isTrueOrFalse(String argument, Setting setting, String text) {
    assertThat(syntax.parse(new String[] {argument}, out)).contains(Map.of(setting, text));
  }

  @Test
  void parse_valueWithAtSign_isNoFile() {
    assertThat(syntax.parse(new String[] {"--powered-by", "@pom.xml"}, out))
        .contains(Map.of(Setting.POWERED_BY, "@pom.xml"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--prot=1", "serve", "-x", "--port", "--port=1 --port=2", "--go-metrics=maybe"})
  void parse_badArguments_areRejected(String arguments) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> syntax.parse(arguments.split(" ", -1), out));
    assertThat(printed()).isEmpty();
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
