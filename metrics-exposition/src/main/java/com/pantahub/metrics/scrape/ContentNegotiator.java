package com.pantahub.metrics.scrape;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Chooses format and coding of a response by the headers of its request. Immutable.
 *
 * <p>Source: RFC 9110, sections 8.4.1, 12.4.2, 12.5.1 and 12.5.3. A header that breaks its grammar
 * is taken as absent. No request is refused: one that likes nothing there is gets text format 0.0.4
 * and identity, as a scrape without metrics helps nobody.
 */
final class ContentNegotiator {

  private static final int ABSENT = -1;

  private final @Nullable ExpositionFormat openMetrics;
  private final boolean compression;

  /**
   * Makes a negotiator.
   *
   * @param openMetrics the format for those who prefer OpenMetrics, or null if nobody gets it
   * @param compression whether those who ask for gzip get it
   */
  ContentNegotiator(@Nullable ExpositionFormat openMetrics, boolean compression) {
    this.openMetrics = openMetrics;
    this.compression = compression;
  }

  /** Returns all formats that may be chosen. */
  List<ExpositionFormat> formats() {
    return openMetrics == null
        ? List.of(TextFormatWriter.INSTANCE)
        : List.of(TextFormatWriter.INSTANCE, openMetrics);
  }

  ScrapeVariant negotiate(ScrapeRequest request, NameFilter filter) {
    return new ScrapeVariant(
        filter,
        format(request.accept()),
        compression ? coding(request.acceptEncoding()) : ContentCoding.IDENTITY);
  }

  /** Chooses OpenMetrics if it is named and nothing that gets the text format weighs more. */
  ExpositionFormat format(@Nullable String accept) {
    if (openMetrics == null || accept == null) {
      return TextFormatWriter.INSTANCE;
    }
    int openMetricsWeight = ABSENT;
    int textWeight = ABSENT;
    boolean openMetricsFirst = false;
    HeaderElements elements = new HeaderElements(accept);
    while (elements.next()) {
      String version = elements.parameter("version");
      switch (elements.value().toLowerCase(Locale.ROOT)) {
        case "application/openmetrics-text" -> {
          if (version == null || version.equals("1.0.0")) {
            openMetricsFirst |= textWeight == ABSENT;
            openMetricsWeight = Math.max(openMetricsWeight, elements.weight());
          }
        }
        case "text/plain", "text/*", "*/*" -> {
          if (version == null || version.equals("0.0.4")) {
            textWeight = Math.max(textWeight, elements.weight());
          }
        }
        default -> {
          // A format that is not served here.
        }
      }
    }
    boolean preferred =
        openMetricsWeight > textWeight || (openMetricsWeight == textWeight && openMetricsFirst);
    return !elements.isMalformed() && openMetricsWeight > 0 && preferred
        ? openMetrics
        : TextFormatWriter.INSTANCE;
  }

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
    int gzipWeight = gzip == ABSENT ? any : gzip;
    int identityWeight = identity == ABSENT ? any : identity;
    return gzipWeight > 0 && gzipWeight >= identityWeight
        ? ContentCoding.GZIP
        : ContentCoding.IDENTITY;
  }
}
