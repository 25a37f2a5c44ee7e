package com.pantahub.server;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the requests under way, so that a stopping server can wait for them. Thread-safe. */
final class RequestDrain implements HttpHandler {

  /*
   * design
   *
   * Requests are not refused while the server stops: one that arrives on an open connection was
   * sent in good faith, and answering it takes no longer than refusing it. Its answer, like every
   * answer from then on, closes the connection. A request that has reached the machine but not yet
   * the parser is not counted; so the server has drained only when no request came or went for
   * QUIET_NANOS, which is far longer than a busy I/O thread needs to come round.
   */

  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final HttpHandler next;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int underWay;
  private volatile boolean draining;

  RequestDrain(HttpHandler next) {
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    add(1);
    exchange.addExchangeCompleteListener(this::completed);
    exchange.addResponseCommitListener(
        committed -> {
          if (draining) {
            committed.setPersistent(false);
          }
        });
    next.handleRequest(exchange);
  }

  /** Lets every answer close its connection from now on. */
  void begin() {
    draining = true;
  }

  /**
   * Waits until no request is under way.
   *
   * @return whether that was so before the timeout
   */
  boolean await(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    lock.lock();
    try {
      while (true) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        boolean idle = underWay == 0;
        boolean signalled = changed.awaitNanos(idle ? Math.min(QUIET_NANOS, left) : left) > 0;
        if (idle && !signalled) {
          return true;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void completed(
      HttpServerExchange exchange, ExchangeCompletionListener.NextListener nextListener) {
    add(-1);
    nextListener.proceed();
  }

  private void add(int count) {
    lock.lock();
    try {
      underWay += count;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
