package com.pantahub.server;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/**
 * What may be written after the command's name: an option for each setting, and the commands that
 * administer accounts. Not thread-safe.
 */
final class CommandSyntax {
  private static final String NICK = "--nick";
  private static final String EMAIL = "--email";
  private static final String ADMIN = "--admin";

  private final CommandLine commandLine;

  CommandSyntax(String name) {
    String version = CommandSyntax.class.getPackage().getImplementationVersion();
    CommandSpec spec =
        command(
                "Pantahub's device registry.",
                "An option wins over its environment variable, which wins over the default.")
            .name(name)
            .version(name + " " + Objects.requireNonNullElse(version, "(no version)"));
    for (Setting setting : Setting.values()) {
      if (!setting.isVariableOnly()) {
        spec.addOption(option(setting));
      }
    }
    spec.usageMessage().footer(variables());
    spec.addSubcommand("account", accounts());
    commandLine = new CommandLine(spec).setExpandAtFiles(false);
  }

  /** Lists what can be set by variable only. */
  private static String[] variables() {
    List<String> lines = new ArrayList<>();
    lines.add("By variable only, since they may be secrets:");
    for (Setting setting : Setting.values()) {
      if (setting.isVariableOnly()) {
        lines.add("  " + setting.variable());
        lines.add("      " + setting.meaning());
      }
    }
    return lines.toArray(new String[0]);
  }

  private static OptionSpec option(Setting setting) {
    OptionSpec.Builder option =
        OptionSpec.builder(setting.option())
            .description(
                setting.meaning(),
                "(" + setting.variable() + ", default " + setting.defaultValue() + ")");
    if (setting == Setting.DATA_DIR || setting == Setting.LOG_LEVEL) {
      option.scopeType(ScopeType.INHERIT);
    }
    return setting.isSwitch()
        ? option.type(boolean.class).negatable(true).fallbackValue("true").build()
        : option.type(String.class).paramLabel(setting.valueLabel()).build();
  }

  private static CommandSpec accounts() {
    CommandSpec create =
        command("Makes an account. Asks for the password, or reads a line of standard input.");
    create.addOption(required(NICK, "<nick>", "Name to log in with."));
    create.addOption(required(EMAIL, "<address>", "E-mail address, to log in with as well."));
    create.addOption(
        OptionSpec.builder(ADMIN)
            .type(boolean.class)
            .description("Of somebody who runs the service.")
            .build());
    return command("Administers accounts.")
        .addSubcommand("create", create)
        .addSubcommand("list", command("Prints all accounts, one a line."))
        .addSubcommand("disable", ofNick("Lets nobody log in to an account, and ends its tokens."))
        .addSubcommand("enable", ofNick("Undoes that."));
  }

  private static CommandSpec command(String... description) {
    CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
    spec.usageMessage().description(description);
    return spec;
  }

  private static CommandSpec ofNick(String description) {
    return command(description)
        .addPositional(
            PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .type(String.class)
                .paramLabel("<nick>")
                .description("The account's nick.")
                .build());
  }

  private static OptionSpec required(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .required(true)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /**
   * Reads arguments.
   *
   * @param out where help and version are printed, if one of them is asked for
   * @return what is to be done; empty if something was printed, and nothing else is
   * @throws IllegalArgumentException if an argument is none of these
   */
  Optional<Invocation> parse(String[] arguments, PrintStream out) {
    try {
      List<CommandLine> commands = commandLine.parseArgs(arguments).asCommandLineList();
      CommandLine last = commands.get(commands.size() - 1);
      if (last.isUsageHelpRequested()) {
        last.usage(out);
        return Optional.empty();
      }
      if (commands.stream().anyMatch(CommandLine::isVersionHelpRequested)) {
        commandLine.printVersionHelp(out);
        return Optional.empty();
      }
      return Optional.of(invocation(commands));
    } catch (ParameterException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Invocation invocation(List<CommandLine> commands) {
    Map<Setting, String> options = new EnumMap<>(Setting.class);
    for (CommandLine command : commands) {
      ParseResult parsed = command.getParseResult();
      for (Setting setting : Setting.values()) {
        if (!setting.isVariableOnly() && parsed.hasMatchedOption(setting.option())) {
          Object value = parsed.matchedOptionValue(setting.option(), "");
          options.put(setting, value.toString());
        }
      }
    }
    return new Invocation(options, accountCommand(commands));
  }

  private static Optional<AccountCommand> accountCommand(List<CommandLine> commands) {
    if (commands.size() == 1) {
      return Optional.empty();
    }
    if (commands.size() == 2) {
      throw new IllegalArgumentException("account needs one of create, list, disable, enable");
    }
    ParseResult parsed = commands.get(2).getParseResult();
    return Optional.of(
        switch (parsed.commandSpec().name()) {
          case "create" ->
              new AccountCommand.Create(
                  parsed.matchedOptionValue(NICK, ""),
                  parsed.matchedOptionValue(EMAIL, ""),
                  parsed.hasMatchedOption(ADMIN));
          case "list" -> new AccountCommand.ListAll();
          case "disable" -> new AccountCommand.SetEnabled(nick(parsed), false);
          default -> new AccountCommand.SetEnabled(nick(parsed), true);
        });
  }

  private static String nick(ParseResult parsed) {
    return parsed.matchedPositionalValue(0, "");
  }
}
