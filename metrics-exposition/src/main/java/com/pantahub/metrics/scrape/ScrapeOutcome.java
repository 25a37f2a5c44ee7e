package com.pantahub.metrics.scrape;

import org.jspecify.annotations.Nullable;

/**
 * What a scrape came to. Immutable.
 *
 * @param body the bytes of its families, or null
 * @param failure why there are none, or empty
 */
record ScrapeOutcome(@Nullable ScrapeBody body, String failure) {

  static ScrapeOutcome of(ScrapeBody body) {
    return new ScrapeOutcome(body, "");
  }

  static ScrapeOutcome failed(String why) {
    return new ScrapeOutcome(null, why);
  }

  /** Gives the memory of the bytes back. */
  void release() {
    if (body != null) {
      body.release();
    }
  }
}
