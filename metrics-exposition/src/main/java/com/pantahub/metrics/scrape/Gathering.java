package com.pantahub.metrics.scrape;

import java.util.List;

/**
 * What one scrape gathered. Not thread-safe.
 *
 * @param families the families which have anything to write, sorted by name
 * @param problems what was lost on the way
 */
record Gathering(List<GatheredFamily> families, GatherProblems problems) {

  /** Tells whether any family would be written. */
  boolean hasAnyOf(NameFilter filter) {
    for (GatheredFamily family : families) {
      if (filter.includes(family.name())) {
        return true;
      }
    }
    return false;
  }

  /** Gives the arrays of the families back; nothing of them may be read after this. */
  void release() {
    families.forEach(GatheredFamily::release);
  }
}
