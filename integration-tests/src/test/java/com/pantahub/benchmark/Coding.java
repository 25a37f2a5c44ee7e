package com.pantahub.benchmark;

/** How a response body is coded. */
public enum Coding {
  /** Text format 0.0.4. */
  TEXT,
  /** The same text, compressed. */
  GZIP
}
