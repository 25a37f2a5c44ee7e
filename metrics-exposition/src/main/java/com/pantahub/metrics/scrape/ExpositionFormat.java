package com.pantahub.metrics.scrape;

import org.jspecify.annotations.Nullable;

/** A text format in which families are exposed. Thread-safe: has no state. */
interface ExpositionFormat {

  /** Returns the value of Content-Type. */
  String contentType();

  /** Tells whether samples may have exemplars. */
  boolean hasExemplars();

  /** Returns the bytes of the lines about a family. */
  byte[] header(FamilyHead head);

  /** Returns the name at the start of the lines of a role, or null if it has no lines. */
  @Nullable String lineName(FamilyHead head, SampleRole role);

  /** Returns how the value of {@code le} or {@code quantile} is spelled. */
  String bound(String text, double value);

  /** Writes one family. */
  void write(GatheredFamily family, ScrapeBuffer buffer);

  /** Writes what stands behind all families. */
  void writeEnd(ScrapeBuffer buffer);
}
