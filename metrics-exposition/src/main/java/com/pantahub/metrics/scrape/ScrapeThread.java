package com.pantahub.metrics.scrape;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The one thread on which an endpoint does what has a time limit. Thread-safe. */
final class ScrapeThread implements AutoCloseable {

  /*
   * design
   *
   * Foreign code can't be stopped, only left behind. All gathering with a limit is done by one
   * thread, in order of arrival; whoever has waited to the end of its limit takes its task off the
   * queue and goes. So a stuck collector holds this one thread and nothing else, and when it comes
   * back, scrapes go on. It is never interrupted: an interrupt closes the channels of whoever it
   * hits, which the collector may share with the service around it.
   *
   * The thread ends when it was idle for IDLE_SECONDS.
   */

  private static final int IDLE_SECONDS = 60;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ScrapeThread::named);

  ScrapeThread() {
    thread.allowCoreThreadTimeOut(true);
  }

  /**
   * Does some work on the thread.
   *
   * @throws TimeoutException when it is not done within the limit
   */
  <T> T call(Callable<T> work, Duration limit) throws TimeoutException {
    FutureTask<T> task = new FutureTask<>(work);
    thread.execute(task);
    try {
      return await(task, limit);
    } finally {
      task.cancel(false);
      thread.remove(task);
    }
  }

  /** Has some work done on the thread, without waiting for it. */
  void execute(Runnable work) {
    thread.execute(work);
  }

  /** Takes work back that has not begun; returns false if it has, or is done. */
  boolean remove(Runnable work) {
    return thread.remove(work);
  }

  /**
   * Waits for some work, whatever interrupts there are.
   *
   * @param limit how long to wait; null for as long as it takes
   * @throws TimeoutException when it is not done within the limit; its message is the answer to the
   *     client
   */
  static <T> T await(Future<T> work, @Nullable Duration limit) throws TimeoutException {
    long limitNanos = limit == null ? Long.MAX_VALUE : limit.toNanos();
    long startNanos = System.nanoTime();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return work.get(limitNanos - (System.nanoTime() - startNanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw unwrapped(e.getCause());
        } catch (TimeoutException e) {
          throw new TimeoutException(
              "Exceeded configured timeout of "
                  + ScrapeTimeout.format(limit == null ? Duration.ZERO : limit)
                  + ".");
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Lets the thread end once it is through with what it does; it takes no more work. */
  @Override
  public void close() {
    thread.shutdown();
  }

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "scrape");
    thread.setDaemon(true);
    return thread;
  }

  private static RuntimeException unwrapped(@Nullable Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
  }
}
