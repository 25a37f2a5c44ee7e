package com.pantahub.server;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What may be written after the command's name: an option for each setting. Not thread-safe. */
final class CommandSyntax {
  private final CommandLine commandLine;

  CommandSyntax(String name) {
    String version = CommandSyntax.class.getPackage().getImplementationVersion();
    CommandSpec spec =
        CommandSpec.create()
            .name(name)
            .version(name + " " + Objects.requireNonNullElse(version, "(no version)"))
            .mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description(
            "Pantahub's device registry.",
            "An option wins over its environment variable, which wins over the default.");
    for (Setting setting : Setting.values()) {
      spec.addOption(option(setting));
    }
    commandLine = new CommandLine(spec).setExpandAtFiles(false);
  }

  private static OptionSpec option(Setting setting) {
    OptionSpec.Builder option =
        OptionSpec.builder(setting.option())
            .description(
                setting.meaning(),
                "(" + setting.variable() + ", default " + setting.defaultValue() + ")");
    return setting.isSwitch()
        ? option.type(boolean.class).negatable(true).fallbackValue("true").build()
        : option.type(String.class).paramLabel(setting.valueLabel()).build();
  }

  /**
   * Reads arguments.
   *
   * @param out where help and version are printed, if one of them is asked for
   * @return the options given; empty if something was printed, and nothing else is to be done
   * @throws IllegalArgumentException if an argument is none of these
   */
  Optional<Map<Setting, String>> parse(String[] arguments, PrintStream out) {
    ParseResult parsed;
    try {
      parsed = commandLine.parseArgs(arguments);
    } catch (ParameterException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    if (parsed.isUsageHelpRequested()) {
      commandLine.usage(out);
      return Optional.empty();
    }
    if (parsed.isVersionHelpRequested()) {
      commandLine.printVersionHelp(out);
      return Optional.empty();
    }
    Map<Setting, String> options = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      if (parsed.hasMatchedOption(setting.option())) {
        Object value = parsed.matchedOptionValue(setting.option(), "");
        options.put(setting, value.toString());
      }
    }
    return Optional.of(options);
  }
}
