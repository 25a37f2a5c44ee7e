package com.pantahub.metrics.scrape;

/** What a scrape does about collectors that fail and samples that can't be written. Immutable. */
public enum ErrorMode {
  /** Leaves out what is wrong and serves the rest; fails only if nothing is left. */
  CONTINUE,
  /** Serves all or nothing, as client_golang's promhttp does by default. */
  STRICT
}
