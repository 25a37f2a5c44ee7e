package com.pantahub.metrics.scrape;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the responses there are. Stateless. */
final class ScrapeResponses {

  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String VARY = "Accept, Accept-Encoding";

  private static final Map<String, String> IDENTITY_SCRAPE =
      headers("Content-Type", TEXT_FORMAT, "Vary", VARY);
  private static final Map<String, String> GZIP_SCRAPE =
      headers("Content-Type", TEXT_FORMAT, "Content-Encoding", "gzip", "Vary", VARY);
  private static final Map<String, String> TEXT =
      headers("Content-Type", "text/plain; charset=utf-8", "X-Content-Type-Options", "nosniff");
  private static final Map<String, String> METHOD_NOT_ALLOWED =
      headers("Content-Type", "application/json; charset=utf-8", "Allow", "GET, HEAD");

  private ScrapeResponses() {}

  /** The families of a scrape; closing the response releases the body. */
  static ScrapeResponse scrape(ScrapeBody body, ContentCoding coding) {
    return new ScrapeResponse(
        200,
        coding == ContentCoding.GZIP ? GZIP_SCRAPE : IDENTITY_SCRAPE,
        body.bytes(),
        body.buffers(),
        body::release);
  }

  /** A message for people. */
  static ScrapeResponse text(int status, String text) {
    return unpooled(status, TEXT, text);
  }

  /** The answer to a method that is neither GET nor HEAD. */
  static ScrapeResponse methodNotAllowed() {
    return unpooled(405, METHOD_NOT_ALLOWED, "{\"Error\":\"Method not allowed\"}");
  }

  private static ScrapeResponse unpooled(int status, Map<String, String> headers, String text) {
    ByteBuffer body = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    return new ScrapeResponse(status, headers, body.remaining(), new ByteBuffer[] {body}, () -> {});
  }

  private static Map<String, String> headers(String... namesAndValues) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Collections.unmodifiableMap(headers);
  }
}
