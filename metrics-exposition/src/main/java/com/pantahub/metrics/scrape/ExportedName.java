package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilyType;

/**
 * Names of families and labels in text format 0.0.4. Stateless.
 *
 * <p>Source: Prometheus, "Metric names and labels"; client_golang's checks of label names.
 */
final class ExportedName {

  private ExportedName() {}

  /** Returns the name under which a family is written. */
  static String of(FamilyType type, String name) {
    String suffix = suffix(type);
    return name.endsWith(suffix) ? name : name + suffix;
  }

  /** Returns what every exported name of a type ends with. */
  static String suffix(FamilyType type) {
    return switch (type) {
      case COUNTER -> "_total";
      case INFO -> "_info";
      default -> "";
    };
  }

  /** Returns an exported name without the suffix of its type. */
  static String base(FamilyType type, String exported) {
    return exported.substring(0, exported.length() - suffix(type).length());
  }

  /** Tells whether a name is one of a metric: {@code [a-zA-Z_:][a-zA-Z0-9_:]*}. */
  static boolean isMetricName(String name) {
    return isName(name, true);
  }

  /** Tells whether a name is one of a label: {@code [a-zA-Z_][a-zA-Z0-9_]*}, not {@code __…}. */
  static boolean isLabelName(String name) {
    return isName(name, false) && !name.startsWith("__");
  }

  private static boolean isName(String name, boolean colons) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean digit = c >= '0' && c <= '9';
      if (!letter && !(digit && i > 0) && !(colons && c == ':')) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
