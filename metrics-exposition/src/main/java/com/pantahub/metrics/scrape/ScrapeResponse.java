package com.pantahub.metrics.scrape;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The complete answer to a scrape: status, headers and body. Thread-safe, but for the positions of
 * the body's buffers.
 *
 * <p>Closing it gives the body's memory back to the endpoint. Close it once the body has been sent,
 * or could not be sent; the buffers must not be touched after that.
 */
public final class ScrapeResponse implements AutoCloseable {

  private static final ByteBuffer[] NO_BODY = {};

  private final int status;
  private final Map<String, String> headers;
  private final long contentLength;
  private final ByteBuffer[] body;

  /** What closing does; null once it is done. */
  private final AtomicReference<@Nullable Runnable> onClose;

  ScrapeResponse(
      int status,
      Map<String, String> headers,
      long contentLength,
      ByteBuffer[] body,
      Runnable onClose) {
    this.status = status;
    this.headers = headers;
    this.contentLength = contentLength;
    this.body = body;
    this.onClose = new AtomicReference<>(onClose);
  }

  /**
   * Returns the HTTP status.
   *
   * @return 200, 400, 405, 500 or 503
   */
  public int status() {
    return status;
  }

  /**
   * Returns the headers that describe the body, in the order in which to send them, without
   * Content-Length.
   *
   * @return values by header name; immutable
   */
  public Map<String, String> headers() {
    return headers;
  }

  /**
   * Returns the value of Content-Length. In the answer to HEAD this is the length that GET would
   * have.
   *
   * @return a number of bytes
   */
  public long contentLength() {
    return contentLength;
  }

  /**
   * Returns the body. Its buffers are read-only and read once: sending moves their positions.
   *
   * @return the body's parts in order; none for HEAD and for an empty body
   * @throws IllegalStateException if the response has been closed
   */
  public ByteBuffer[] body() {
    if (onClose.get() == null) {
      throw new IllegalStateException("the response has been closed");
    }
    return body.clone();
  }

  /**
   * Returns the body as text, for tests and small tools. Only for a body that is not compressed.
   *
   * @return the rest of the body, which is read by this
   * @throws IllegalStateException if the response has been closed, or the body is compressed
   */
  public String bodyAsText() {
    String coding = headers.get("Content-Encoding");
    if (coding != null) {
      throw new IllegalStateException("the body is not text: Content-Encoding=" + coding);
    }
    byte[] bytes = new byte[(int) contentLength];
    int length = 0;
    for (ByteBuffer part : body()) {
      int partLength = part.remaining();
      part.get(bytes, length, partLength);
      length += partLength;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** Returns the answer to HEAD: the same without its body, whose memory is given back. */
  ScrapeResponse withoutBody() {
    close();
    return new ScrapeResponse(status, headers, contentLength, NO_BODY, () -> {});
  }

  /** Has one more thing done when the response is closed. */
  ScrapeResponse andThen(Runnable more) {
    Runnable first = Objects.requireNonNull(onClose.getAndSet(null), "closed");
    return new ScrapeResponse(
        status,
        headers,
        contentLength,
        body,
        () -> {
          first.run();
          more.run();
        });
  }

  /** Gives the body's memory back. Further calls do nothing. */
  @Override
  public void close() {
    Runnable release = onClose.getAndSet(null);
    if (release != null) {
      release.run();
    }
  }
}
