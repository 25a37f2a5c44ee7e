package com.pantahub.registry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/**
 * Writes moments as RFC 3339 has them, in UTC and without zeros at the end of a fraction. No state.
 */
public final class Rfc3339 {

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral('Z')
          .toFormatter()
          .withZone(ZoneOffset.UTC);

  private Rfc3339() {}

  /**
   * Writes a moment, as in {@code 2026-03-01T12:00:00.5Z}.
   *
   * @param moment a moment of the years 0 to 9999
   * @return the text
   */
  public static String format(Instant moment) {
    return FORMAT.format(moment);
  }
}
