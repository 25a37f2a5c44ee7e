package com.pantahub.metrics.scrape;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the responses there are. Thread-safe. */
final class ScrapeResponses {

  private static final Map<String, String> TEXT =
      headers("Content-Type", "text/plain; charset=utf-8", "X-Content-Type-Options", "nosniff");
  private static final Map<String, String> METHOD_NOT_ALLOWED =
      headers("Content-Type", "application/json; charset=utf-8", "Allow", "GET, HEAD");

  private final Map<ExpositionFormat, Map<String, String>> plain = new LinkedHashMap<>();
  private final Map<ExpositionFormat, Map<String, String>> gzip = new LinkedHashMap<>();

  /**
   * Makes a maker of responses.
   *
   * @param formats the formats there are
   * @param processStart the value of Process-Start-Time-Unix, or null for no such header
   */
  ScrapeResponses(Iterable<ExpositionFormat> formats, @Nullable Instant processStart) {
    for (ExpositionFormat format : formats) {
      plain.put(format, scrapeHeaders(format, ContentCoding.IDENTITY, processStart));
      gzip.put(format, scrapeHeaders(format, ContentCoding.GZIP, processStart));
    }
  }

  /**
   * A response to one of the requests which an outcome is for.
   *
   * @param onClose gives the outcome back
   */
  ScrapeResponse of(ScrapeOutcome outcome, ScrapeVariant variant, Runnable onClose) {
    ScrapeBody body = outcome.body();
    if (body == null) {
      String text = "An error has occurred while serving metrics:\n\n" + outcome.failure() + "\n";
      return text(500, text).andThen(onClose);
    }
    Map<String, String> headers =
        (variant.coding() == ContentCoding.GZIP ? gzip : plain)
            .getOrDefault(variant.format(), Map.of());
    return new ScrapeResponse(200, headers, body.bytes(), body.buffers(), onClose);
  }

  /** A message for people. */
  static ScrapeResponse text(int status, String text) {
    return ScrapeResponse.unpooled(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The answer to a method that is neither GET nor HEAD. */
  static ScrapeResponse methodNotAllowed() {
    return ScrapeResponse.unpooled(
        405,
        METHOD_NOT_ALLOWED,
        "{\"Error\":\"Method not allowed\"}".getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> scrapeHeaders(
      ExpositionFormat format, ContentCoding coding, @Nullable Instant processStart) {
    return headers(
        "Content-Type",
        format.contentType(),
        "Content-Encoding",
        coding == ContentCoding.GZIP ? "gzip" : null,
        "Vary",
        "Accept, Accept-Encoding",
        "Process-Start-Time-Unix",
        processStart == null ? null : seconds(processStart));
  }

  private static String seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3).stripTrailingZeros().toPlainString();
  }

  /** Returns headers in order; those without a value are left out. */
  private static Map<String, String> headers(@Nullable String... namesAndValues) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = namesAndValues[i];
      String value = namesAndValues[i + 1];
      if (name != null && value != null) {
        headers.put(name, value);
      }
    }
    return Collections.unmodifiableMap(headers);
  }
}
