package com.pantahub.metrics.scrape;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the coding of a response by the Accept-Encoding header. Stateless.
 *
 * <p>Source: RFC 9110, sections 8.4.1, 12.4.2 and 12.5.3. A header that breaks its grammar is taken
 * as absent, and a request that refuses every coding there is gets identity, as a scrape without
 * metrics helps nobody.
 */
final class ContentNegotiator {

  private static final int ABSENT = -1;

  private ContentNegotiator() {}

  /** Chooses between gzip and identity; gzip where the client likes them alike. */
  static ContentCoding coding(@Nullable String acceptEncoding) {
    if (acceptEncoding == null) {
      return ContentCoding.IDENTITY;
    }
    int gzip = ABSENT;
    int identity = ABSENT;
    int any = ABSENT;
    HeaderElements elements = new HeaderElements(acceptEncoding);
    while (elements.next()) {
      switch (elements.value().toLowerCase(Locale.ROOT)) {
        case "gzip", "x-gzip" -> gzip = Math.max(gzip, elements.weight());
        case "identity" -> identity = Math.max(identity, elements.weight());
        case "*" -> any = Math.max(any, elements.weight());
        default -> {
          // A coding that is not served here.
        }
      }
    }
    if (elements.isMalformed()) {
      return ContentCoding.IDENTITY;
    }
    if (gzip == ABSENT) {
      gzip = any;
    }
    if (identity == ABSENT) {
      identity = any;
    }
    return gzip > 0 && gzip >= identity ? ContentCoding.GZIP : ContentCoding.IDENTITY;
  }
}
