package com.pantahub.metrics.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A response that was read to its end and closed. Immutable. */
final class Answer {

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private Answer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** Reads and closes a response, whose Content-Length has to be right. */
  static Answer of(ScrapeResponse response) {
    try (response) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (ByteBuffer part : response.body()) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        body.writeBytes(bytes);
      }
      assertThat(response.contentLength()).isEqualTo(body.size());
      return new Answer(response.status(), response.headers(), body.toByteArray());
    }
  }

  static Answer get(ScrapeEndpoint endpoint) {
    return of(endpoint.scrape(ScrapeRequest.get()));
  }

  static Answer get(ScrapeEndpoint endpoint, String query) {
    return of(endpoint.scrape(new ScrapeRequest("GET", query, null, null, null)));
  }

  static Answer getEncoded(ScrapeEndpoint endpoint, @Nullable String acceptEncoding) {
    return of(endpoint.scrape(new ScrapeRequest("GET", null, null, acceptEncoding, null)));
  }

  static Answer getWithin(ScrapeEndpoint endpoint, String scrapeTimeoutSeconds) {
    return of(endpoint.scrape(new ScrapeRequest("GET", null, null, null, scrapeTimeoutSeconds)));
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** Returns the body as it was sent. */
  byte[] rawBody() {
    return body;
  }

  /** Returns the body without its Content-Encoding, every byte of which has to belong to it. */
  byte[] body() {
    if (!headers.containsKey("Content-Encoding")) {
      return body;
    }
    assertThat(headers).containsEntry("Content-Encoding", "gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    return new String(body(), UTF_8);
  }

  /** Returns the families of a good answer. */
  List<ParsedFamily> families() {
    assertThat(status).describedAs(text()).isEqualTo(200);
    return StrictTextParser.parse(body());
  }

  /** Returns the value of a series in a good answer. */
  double value(String series) {
    for (String line : text().split("\n", -1)) {
      if (line.startsWith(series + " ")) {
        return Double.parseDouble(line.substring(series.length() + 1));
      }
    }
    throw new AssertionError("no series " + series + " in\n" + text());
  }
}
