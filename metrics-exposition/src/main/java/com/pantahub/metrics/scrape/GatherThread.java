package com.pantahub.metrics.scrape;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Gathers with a time limit, on a thread of its own. Thread-safe. */
final class GatherThread implements AutoCloseable {

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

  private final FamilyGatherer gatherer;
  private final ThreadPoolExecutor thread;

  GatherThread(FamilyGatherer gatherer) {
    this.gatherer = gatherer;
    this.thread =
        new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), GatherThread::named);
    thread.allowCoreThreadTimeOut(true);
  }

  /**
   * Gathers the families of one scrape.
   *
   * @throws TimeoutException when it takes longer than the limit
   */
  Gathering gather(Duration limit) throws TimeoutException {
    FutureTask<Gathering> task = new FutureTask<>(gatherer::gather);
    thread.execute(task);
    boolean interrupted = false;
    long endNanos = System.nanoTime() + limit.toNanos();
    try {
      while (true) {
        try {
          return task.get(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw rethrown(e.getCause());
        } catch (TimeoutException e) {
          throw new TimeoutException(
              "Exceeded configured timeout of " + ScrapeTimeout.format(limit) + ".");
        }
      }
    } finally {
      task.cancel(false);
      thread.remove(task);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Thread named(Runnable gathering) {
    Thread thread = new Thread(gathering, "scrape-gatherer");
    thread.setDaemon(true);
    return thread;
  }

  private static RuntimeException rethrown(@Nullable Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
  }

  /** Lets the thread end once it is through with what it does. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
