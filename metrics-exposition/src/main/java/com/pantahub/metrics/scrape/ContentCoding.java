package com.pantahub.metrics.scrape;

/** How the bytes of a body are coded on their way. Immutable. */
enum ContentCoding {
  /** As they are. */
  IDENTITY,
  /** RFC 1952. */
  GZIP
}
