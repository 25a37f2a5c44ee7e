package com.pantahub.metrics.http;

import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.scrape.ScrapeRequest;
import com.pantahub.metrics.scrape.ScrapeResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Serves a {@link ScrapeEndpoint} from a Jakarta Servlet 6 container. Thread-safe.
 *
 * <p>Map it to {@code /metrics/*}: it answers {@code /metrics} and {@code /metrics/}, and what is
 * below with 404. Only GET and HEAD. The container's own compression must leave it alone, as the
 * response says what it is coded with.
 */
public final class ScrapeServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient ScrapeEndpoint endpoint;

  /**
   * Makes a servlet.
   *
   * @param endpoint answers the requests; closing it is the caller's
   */
  public ScrapeServlet(ScrapeEndpoint endpoint) {
    this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String below = request.getPathInfo();
    if (below != null && !below.equals("/")) {
      response.setStatus(404);
      response.setContentLength(0);
      return;
    }
    ScrapeRequest scrape =
        ScrapeRequest.of(
            request.getMethod(), request.getQueryString(), name -> header(request, name));
    try (ScrapeResponse scraped = endpoint.scrape(scrape)) {
      response.setStatus(scraped.status());
      scraped.headers().forEach(response::setHeader);
      response.setContentLengthLong(scraped.contentLength());
      scraped.writeTo(response.getOutputStream());
    }
  }

  private static @Nullable String header(HttpServletRequest request, String name) {
    List<String> values = Collections.list(request.getHeaders(name));
    return values.isEmpty() ? null : String.join(", ", values);
  }
}
