package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables of the README against what the server has. */
class ReadmeTest {

  private static final Path README = Path.of("..", "README.md");

  @ParameterizedTest
  @EnumSource(Setting.class)
  void options_eachSetting_hasItsRow(Setting setting) throws IOException {
    String option =
        setting.isSwitch() ? setting.option().replace("--", "--[no-]") : setting.option();
    String row = "|" + cell(option) + cell(setting.variable()) + cell(setting.defaultValue()) + " ";

    assertThat(rows("## Options")).filteredOn(line -> line.startsWith(row)).hasSize(1);
  }

  @Test
  void options_rows_areTheSettings() throws IOException {
    assertThat(rows("## Options")).hasSameSizeAs(Setting.values());
  }

  @Test
  void routes_rows_areTheRoutes() throws IOException {
    try (RunningService service = RunningService.start()) {
      assertThat(rows("## Routes"))
          .map(row -> row.substring(0, row.indexOf(" |", row.indexOf("` | ") + 4) + 2))
          .containsExactlyElementsOf(
              service.routes().rows().stream().map(ReadmeTest::row).toList());
    }
  }

  private static String row(Route route) {
    String methods =
        route.methods().stream().map(HttpString::toString).collect(Collectors.joining(", "));
    String access = route.access().name().toLowerCase(Locale.ROOT);
    return "| " + methods + " | `" + route.path() + "` | " + access + " |";
  }

  private static String cell(String code) {
    return code.isEmpty() ? " |" : " `" + code + "` |";
  }

  /** Returns the rows of the table below a heading. */
  private static List<String> rows(String heading) throws IOException {
    List<String> lines = Files.readAllLines(README);
    return lines.subList(lines.indexOf(heading), lines.size()).stream()
        .dropWhile(line -> !line.startsWith("| ---"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }
}
