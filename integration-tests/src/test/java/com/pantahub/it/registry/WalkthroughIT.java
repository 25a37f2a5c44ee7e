package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.it.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/walkthrough.md}, as it stands: what it types, and what it says is printed then. */
class WalkthroughIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Commands, and the block right after them if it is their output. */
  private static final Pattern STEP =
      Pattern.compile("(?ms)^```sh\n(.*?)^```$(?:\n```(?:json)?\n(.*?)^```$)?");

  private static final Pattern START =
      Pattern.compile("(?m)^\\$ \\./pantahub-serv(.*)\n(Serving @ http://localhost:)12365/$");
  private static final String ADDRESS = "PH=http://localhost:12365\n";
  private static final String NEXT_STEP = "=== next step ===";

  /** What is different each time: ids, times, challenges. And what is left out. */
  private static final Pattern VARIABLE =
      Pattern.compile(
          "(?<id>\\b[0-9a-f]{24}\\b)"
              + "|(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z)"
              + "|(?<words>\\b[a-z]+-[a-z]+-[a-z]+(?=\",\"public\"))"
              + "|(?<rest>…)");

  private final String document;
  private final Path temporary;

  WalkthroughIT(@TempDir Path temporary) throws Exception {
    this.temporary = temporary;
    this.document =
        Files.readString(Path.of(System.getProperty("pantahub.root"), "docs/walkthrough.md"));
  }

  @Test
  void commands_asTheyStand_printWhatThePageSays() throws Exception {
    List<String> outputs = new ArrayList<>();
    StringBuilder script = new StringBuilder("set -euo pipefail\n");
    STEP.matcher(document)
        .results()
        .forEach(
            step -> {
              script.append(step.group(1)).append("echo; echo '" + NEXT_STEP + "'\n");
              outputs.add(step.group(2) == null ? "" : step.group(2));
            });
    assertThat(outputs).hasSizeGreaterThan(10);
    List<String> printed = List.of(run(script.toString()).split(NEXT_STEP));
    assertThat(printed).hasSameSizeAs(outputs);
    for (int i = 0; i < outputs.size(); i++) {
      assertThat(printed.get(i).strip())
          .as("step %s", i + 1)
          .matches(pattern(outputs.get(i).strip()));
    }
  }

  /** Runs commands against a server that is started as the page says, but at a free port. */
  private String run(String script) throws Exception {
    Matcher start = START.matcher(document);
    assertThat(start.find()).isTrue();
    String[] options = start.group(1).strip().split(" ");
    Map<String, String> variables =
        Map.of(
            "PANTAHUB_ADDRESS", "127.0.0.1",
            "PANTAHUB_PORT_INT", "0",
            "PANTAHUB_DATA_DIR", temporary.resolve("data").toString());
    assertThat(script).containsOnlyOnce(ADDRESS);
    try (ServerProcess server = ServerProcess.launch(variables, options)) {
      String address = "PH=http://127.0.0.1:" + server.port() + "\n";
      Path file = temporary.resolve("walkthrough.sh");
      Files.writeString(file, script.replace(ADDRESS, address));
      ProcessBuilder bash = new ProcessBuilder("bash", file.toString());
      try (ServerProcess commands =
          ServerProcess.launch(bash.directory(temporary.toFile()), Map.of())) {
        int code = commands.awaitExit(PATIENCE);
        assertThat(code).as("%s %s", commands.out(), commands.err()).isZero();
        assertThat(commands.err()).isEmpty();
        return String.join("\n", commands.out());
      }
    }
  }

  private static Pattern pattern(String output) {
    StringBuilder pattern = new StringBuilder();
    Matcher variable = VARIABLE.matcher(output);
    int end = 0;
    while (variable.find()) {
      pattern.append(Pattern.quote(output.substring(end, variable.start())));
      pattern.append(
          variable.group("id") != null
              ? "[0-9a-f]{24}"
              : variable.group("time") != null
                  ? "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"
                  : variable.group("words") != null ? "[a-z]+-[a-z]+-[a-z]+" : ".*?");
      end = variable.end();
    }
    return Pattern.compile(pattern + Pattern.quote(output.substring(end)), Pattern.DOTALL);
  }
}
