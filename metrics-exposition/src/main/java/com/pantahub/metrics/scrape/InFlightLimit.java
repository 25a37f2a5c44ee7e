package com.pantahub.metrics.scrape;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** How many scrapes may be under way at once, sending included. Thread-safe. */
final class InFlightLimit {

  private final int max;
  private final Semaphore permits;

  /**
   * Makes a limit.
   *
   * @param max how many; 0 for any number
   */
  InFlightLimit(int max) {
    this.max = max;
    permits = new Semaphore(max == 0 ? Integer.MAX_VALUE : max);
  }

  /** Answers a scrape, or refuses to. It is over when its response is closed. */
  ScrapeResponse admit(Supplier<ScrapeResponse> scrape) {
    if (!permits.tryAcquire()) {
      return ScrapeResponses.text(
          503, "Limit of concurrent requests reached (" + max + "), try again later.\n");
    }
    boolean answered = false;
    try {
      ScrapeResponse response = scrape.get().andThen(permits::release);
      answered = true;
      return response;
    } finally {
      if (!answered) {
        permits.release();
      }
    }
  }
}
