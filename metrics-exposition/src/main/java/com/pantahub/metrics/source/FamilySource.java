package com.pantahub.metrics.source;

import java.util.Collection;

/**
 * Where a scrape gets its metric families from: one registry of one metrics library.
 *
 * <p>Called by one thread at a time per endpoint, on whichever thread gathers.
 */
@FunctionalInterface
public interface FamilySource {

  /**
   * Returns the collectors to run for one scrape, in the order in which they are run. Each of them
   * fails alone; an exception from this method costs all of them.
   *
   * @return the collectors of this scrape
   */
  Collection<? extends FamilyCollector> collectors();
}
