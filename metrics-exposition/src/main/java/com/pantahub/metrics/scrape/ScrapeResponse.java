package com.pantahub.metrics.scrape;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The complete answer to a scrape: status, headers and body. Thread-safe.
 *
 * <p>Closing it gives the body's memory back to the endpoint. Close it once the body has been sent,
 * or could not be sent; the buffers must not be touched after that.
 */
public final class ScrapeResponse implements AutoCloseable {

  private static final List<ByteBuffer> NO_BODY = List.of();

  private final int status;
  private final Map<String, String> headers;
  private final long contentLength;
  private final List<ByteBuffer> body;

  /** What closing does; null once it is done. */
  private final AtomicReference<@Nullable Runnable> onClose;

  /**
   * Makes a response.
   *
   * @param headers immutable
   * @param body buffers over arrays, which are only read
   * @param onClose gives the memory of the body back
   */
  ScrapeResponse(
      int status,
      Map<String, String> headers,
      long contentLength,
      List<ByteBuffer> body,
      Runnable onClose) {
    this.status = status;
    this.headers = headers;
    this.contentLength = contentLength;
    this.body = body;
    this.onClose = new AtomicReference<>(onClose);
  }

  /** Makes a response whose body has no memory to give back. */
  static ScrapeResponse unpooled(int status, Map<String, String> headers, byte[] body) {
    return new ScrapeResponse(
        status, headers, body.length, List.of(ByteBuffer.wrap(body)), () -> {});
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
   * Returns the body as buffers, for servers that send these.
   *
   * @return read-only buffers, each at its start; none for HEAD and for an empty body
   * @throws IllegalStateException if the response has been closed
   */
  public ByteBuffer[] body() {
    checkOpen();
    ByteBuffer[] buffers = new ByteBuffer[body.size()];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = body.get(i).asReadOnlyBuffer();
    }
    return buffers;
  }

  /**
   * Writes the body to a stream, for servers that have one.
   *
   * @param out takes the bytes; neither flushed nor closed
   * @throws IOException if the stream throws it
   * @throws IllegalStateException if the response has been closed
   */
  public void writeTo(OutputStream out) throws IOException {
    checkOpen();
    for (ByteBuffer part : body) {
      out.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
    }
  }

  /** Gives the body's memory back. Further calls do nothing. */
  @Override
  public void close() {
    Runnable release = onClose.getAndSet(null);
    if (release != null) {
      release.run();
    }
  }

  /** Returns the answer to HEAD: the same without its body, whose memory is given back. */
  ScrapeResponse withoutBody() {
    close();
    return new ScrapeResponse(status, headers, contentLength, NO_BODY, () -> {});
  }

  /** Has one more thing done when the response is closed; this one is of no use any more. */
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

  private void checkOpen() {
    if (onClose.get() == null) {
      throw new IllegalStateException("the response has been closed");
    }
  }
}
