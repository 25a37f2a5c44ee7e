package com.pantahub.registry.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * Writes to SQLite, which has one writer at a time. Thread-safe.
 *
 * <p>What it runs is on disk when {@link #write} returns, and has had no effect when that throws.
 */
final class SqliteWriter implements AutoCloseable {

  /*
   * Group commit. One thread owns the one connection that writes. It takes all that is waiting, runs
   * each piece of work between a savepoint and its release, commits once, and only then answers. So
   * any number of writers who wait at the same time share one wait for the disk, which is most of
   * what a write costs. A piece that throws is taken back to its savepoint, and the others know
   * nothing of it. If the database fails so that there is no transaction any more, or cannot commit,
   * none has had an effect and all are told.
   *
   * Who is alone pays for it with two changes of thread, some ten microseconds.
   */

  private static final int MAX_GROUP = 256;

  private final Session session;
  private final BlockingQueue<Task<?>> waiting = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::run, "sqlite-writer");
  private volatile boolean working;
  private boolean closed;

  /** Takes over a session, which is closed with this writer. */
  SqliteWriter(Session session) {
    this.session = session;
    thread.setDaemon(true);
    thread.start();
  }

  <T> T write(Function<Session, T> work) {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a change of a store must not use the store");
    }
    Task<T> task = new Task<>(work);
    enqueue(task);
    return task.awaitAnswer();
  }

  boolean isWorking() {
    return working;
  }

  int waiting() {
    return waiting.size();
  }

  /** Waits for what is under way, and lets nothing begin any more. */
  @Override
  public void close() {
    synchronized (waiting) {
      if (closed) {
        return;
      }
      closed = true;
      waiting.add(new Task<>(unused -> true));
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    session.close();
  }

  private void enqueue(Task<?> task) {
    synchronized (waiting) {
      if (closed) {
        throw new StoreUnavailableException("The store is closed");
      }
      waiting.add(task);
    }
  }

  private boolean isOver() {
    synchronized (waiting) {
      return closed && waiting.isEmpty();
    }
  }

  private void run() {
    List<Task<?>> group = new ArrayList<>();
    while (!isOver()) {
      group.clear();
      group.add(take());
      working = true;
      waiting.drainTo(group, MAX_GROUP - 1);
      commit(group);
      working = false;
    }
  }

  private Task<?> take() {
    while (true) {
      try {
        return waiting.take();
      } catch (InterruptedException e) {
        // Nobody has reason to interrupt this thread: close() has a way of its own.
      }
    }
  }

  private void commit(List<Task<?>> group) {
    try {
      session.update("begin immediate");
      group.forEach(task -> task.run(session));
      session.update("commit");
    } catch (RuntimeException | Error e) {
      rollBack();
      group.forEach(task -> task.fail(e));
      return;
    }
    group.forEach(Task::answer);
  }

  private void rollBack() {
    try {
      session.update("rollback");
    } catch (StoreUnavailableException e) {
      // SQLite has done it already.
    }
  }

  /** One piece of work. It is run by the writer's thread, and awaited by the one that wants it. */
  private static final class Task<T> {

    private final Function<Session, T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private Runnable outcome = () -> {};

    Task(Function<Session, T> work) {
      this.work = work;
    }

    void run(Session session) {
      session.update("savepoint task");
      try {
        T result = work.apply(session);
        outcome = () -> answer.complete(result);
      } catch (RuntimeException | Error e) {
        session.update("rollback to task");
        outcome = () -> fail(e);
      }
      session.update("release task");
    }

    void answer() {
      outcome.run();
    }

    void fail(Throwable e) {
      answer.completeExceptionally(e);
    }

    T awaitAnswer() {
      try {
        return answer.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        if (e.getCause() instanceof RuntimeException exception) {
          throw exception;
        }
        throw e;
      }
    }
  }
}
