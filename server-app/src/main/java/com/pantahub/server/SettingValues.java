package com.pantahub.server;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The texts given for the settings, an option before a variable before a default, read as typed
 * values. Immutable.
 *
 * <p>A text that is no such value is an {@link IllegalArgumentException} which names the option or
 * the variable it came from.
 */
final class SettingValues {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

  private final Map<Setting, String> options;
  private final Map<String, String> variables;

  SettingValues(Map<Setting, String> options, Map<String, String> variables) {
    this.options = Map.copyOf(options);
    this.variables = Map.copyOf(variables);
  }

  String text(Setting setting) {
    String option = options.get(setting);
    if (option != null) {
      return option;
    }
    String variable = variable(setting);
    return variable != null ? variable : setting.defaultValue();
  }

  int integer(Setting setting, int min, int max) {
    try {
      int value = Integer.parseInt(text(setting));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Answered below like a number out of bounds.
    }
    throw rejected(setting, "must be a whole number from " + min + " to " + max);
  }

  boolean flag(Setting setting) {
    return switch (text(setting).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw rejected(setting, "must be true or false");
    };
  }

  /** Reads the name of a constant, in either case. */
  <E extends Enum<E>> E oneOf(Setting setting, Class<E> type) {
    E[] constants = type.getEnumConstants();
    String text = text(setting);
    for (E constant : constants) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    String names =
        Arrays.stream(constants)
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw rejected(setting, "must be one of " + names);
  }

  /** Reads a whole number with a unit: {@code ms}, {@code s} or {@code m}. */
  Duration duration(Setting setting, Duration min, Duration max) {
    Matcher matcher = DURATION.matcher(text(setting));
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      Duration value =
          switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
          };
      if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
        return value;
      }
    }
    throw rejected(
        setting,
        "must be a duration such as 500ms, 10s or 1m, from "
            + min.toMillis()
            + "ms to "
            + max.toMinutes()
            + "m");
  }

  /** Reads a setting whose empty text means that there is none. */
  Optional<String> textIfAny(Setting setting) {
    return Optional.of(text(setting)).filter(text -> !text.isEmpty());
  }

  /** Reads a text that is never printed; empty if there is none. */
  Optional<HiddenText> hidden(Setting setting) {
    return textIfAny(setting).map(HiddenText::new);
  }

  /** Says what is wrong with a setting, by the name under which it was set. */
  IllegalArgumentException rejected(Setting setting, String rule) {
    boolean byVariable = !options.containsKey(setting) && variable(setting) != null;
    if (setting.isVariableOnly()) {
      return new IllegalArgumentException(setting.variable() + " " + rule);
    }
    String name = byVariable ? setting.variable() : setting.option();
    return new IllegalArgumentException(name + " " + rule + ": '" + text(setting) + "'");
  }

  private @Nullable String variable(Setting setting) {
    String value = variables.get(setting.variable());
    return value != null && value.isEmpty() && !setting.takesEmptyValue() ? null : value;
  }
}
