package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.FamilyType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a family is, without its samples. Immutable.
 *
 * @param name the name in text format 0.0.4, with {@code _total} and {@code _info}
 * @param type its type
 * @param unit the unit its base name ends with, or null
 * @param help the text of its HELP line, or null
 * @param textOnly whether it exists in text format 0.0.4 only, as OpenMetrics writes its samples in
 *     the family they come from
 */
record FamilyHead(
    String name, FamilyType type, @Nullable String unit, @Nullable String help, boolean textOnly) {

  private static String typeName(FamilyType type) {
    return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Returns the name without {@code _total} and {@code _info}. */
  String baseName() {
    return ExportedName.base(type, name);
  }

  /** Returns why a family with another head can't be written under the same name, or null. */
  @Nullable String conflict(FamilyHead other) {
    String family = "collected metric family " + SampleText.plain(name);
    if (type != other.type) {
      return family
          + (" has type " + typeName(other.type))
          + (" but should have " + typeName(type));
    }
    if (help == null ? other.help != null : !help.equals(other.help)) {
      return family
          + (" has help " + SampleText.quoted(other.help))
          + (" but should have " + SampleText.quoted(help));
    }
    return null;
  }
}
