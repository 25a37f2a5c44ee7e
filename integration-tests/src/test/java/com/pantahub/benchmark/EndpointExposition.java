package com.pantahub.benchmark;

import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.scrape.ScrapeRequest;
import com.pantahub.metrics.scrape.ScrapeResponse;
import java.nio.ByteBuffer;

/** This project's endpoint, as its adapters call it. Not thread-safe. */
final class EndpointExposition implements Exposition {

  private final ScrapeEndpoint endpoint;
  private final ScrapeRequest request;

  EndpointExposition(ScrapeEndpoint endpoint, ScrapeRequest request) {
    this.endpoint = endpoint;
    this.request = request;
  }

  /** Returns the simplest request for a coding. */
  static ScrapeRequest request(Coding coding) {
    return coding == Coding.TEXT
        ? ScrapeRequest.get()
        : ScrapeRequest.of("GET", null, name -> name.equals("Accept-Encoding") ? "gzip" : null);
  }

  @Override
  public int render() {
    try (ScrapeResponse response = scrape()) {
      return Math.toIntExact(response.contentLength());
    }
  }

  @Override
  public byte[] body() {
    try (ScrapeResponse response = scrape()) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(response.contentLength()));
      for (ByteBuffer part : response.body()) {
        bytes.put(part);
      }
      return bytes.array();
    }
  }

  private ScrapeResponse scrape() {
    ScrapeResponse response = endpoint.scrape(request);
    if (response.status() != 200) {
      throw new IllegalStateException("a scrape failed: status=" + response.status());
    }
    return response;
  }
}
