package com.pantahub.server;

import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Receives the bodies of requests, at most {@value #MAX_BYTES} bytes of each. Thread-safe.
 *
 * <p>A longer body is read to its end and thrown away, so that the client gets to read why.
 *
 * <p>No thread is held by a client that sends slowly. Of bodies with more than {@value
 * #SMALL_BYTES} bytes, {@value #MAX_LARGE} are received at the same time and one more is 503, so
 * that all connections together cannot fill the heap.
 */
final class BodyReceiver {
  static final int MAX_BYTES = 1024 * 1024;
  static final int SMALL_BYTES = 128 * 1024;
  static final int MAX_LARGE = 64;

  private static final byte[] NOTHING = new byte[0];
  private static final Supplier<byte[]> TOO_LARGE =
      failing(
          StatusCodes.REQUEST_ENTITY_TOO_LARGE, "A body has at most " + MAX_BYTES / 1024 + " KiB");
  private static final Supplier<byte[]> TOO_MANY =
      failing(StatusCodes.SERVICE_UNAVAILABLE, "Too many large bodies at once");

  private final Semaphore large = new Semaphore(MAX_LARGE);

  /**
   * Receives the body of a request.
   *
   * @param next called in an I/O thread when the body is there, with what returns it or throws why
   *     it was not taken; not called if the client goes away
   */
  void receive(HttpServerExchange exchange, Consumer<Supplier<byte[]>> next) {
    if (exchange.isRequestComplete()) {
      next.accept(() -> NOTHING);
      return;
    }
    Body body = new Body(exchange);
    exchange
        .getRequestReceiver()
        .receivePartialBytes(
            (receiving, part, isLast) -> {
              body.add(part);
              if (isLast) {
                next.accept(body.taken());
              }
            },
            (failed, error) -> refuse(failed, error, next));
  }

  /** What has been received so far. Not thread-safe; one per request. */
  private final class Body {
    private final HttpServerExchange exchange;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean isLarge;
    private boolean isRefused;

    Body(HttpServerExchange exchange) {
      this.exchange = exchange;
    }

    /** Keeps what there is room for; the rest is read and forgotten. */
    void add(byte[] part) {
      if (!isLarge && bytes.size() + part.length > SMALL_BYTES) {
        isLarge = true;
        isRefused = !large.tryAcquire();
        if (isRefused) {
          bytes.reset();
        } else {
          exchange.addExchangeCompleteListener(
              (completed, nextListener) -> {
                large.release();
                nextListener.proceed();
              });
        }
      }
      if (!isRefused) {
        bytes.write(part, 0, Math.min(part.length, MAX_BYTES + 1 - bytes.size()));
      }
    }

    Supplier<byte[]> taken() {
      return isRefused ? TOO_MANY : BodyReceiver.taken(bytes.toByteArray());
    }
  }

  private static Supplier<byte[]> taken(byte[] body) {
    return body.length > MAX_BYTES ? TOO_LARGE : () -> body;
  }

  private static void refuse(
      HttpServerExchange exchange, IOException error, Consumer<Supplier<byte[]>> next) {
    if (error instanceof RequestTooBigException
        || error instanceof Receiver.RequestToLargeException) {
      next.accept(TOO_LARGE);
    } else {
      exchange.endExchange();
    }
  }

  private static Supplier<byte[]> failing(int status, String message) {
    return () -> {
      throw ApiException.of(status, message);
    };
  }
}
