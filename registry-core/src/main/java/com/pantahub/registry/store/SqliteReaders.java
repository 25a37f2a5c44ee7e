package com.pantahub.registry.store;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/**
 * A few sessions that read from SQLite, opened when they are first needed. Thread-safe.
 *
 * <p>Connections to a file neither break nor grow old: there is nothing to look after.
 */
final class SqliteReaders implements AutoCloseable {

  private final Jdbi jdbi;
  private final int most;
  private final Semaphore free;
  private final Queue<Session> idle = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  SqliteReaders(Jdbi jdbi, int most) {
    this.jdbi = jdbi;
    this.most = most;
    this.free = new Semaphore(most);
  }

  <T> T read(Function<Session, T> work) {
    free.acquireUninterruptibly();
    try {
      if (closed) {
        throw new StoreUnavailableException("The store is closed");
      }
      Session kept = idle.poll();
      Session session = kept == null ? open() : kept;
      try {
        return work.apply(session);
      } finally {
        idle.add(session);
      }
    } finally {
      free.release();
    }
  }

  int active() {
    return most - free.availablePermits();
  }

  int idle() {
    return idle.size();
  }

  int waiting() {
    return free.getQueueLength();
  }

  /** Waits for those at work, and lets none begin again. */
  @Override
  public void close() {
    free.acquireUninterruptibly(most);
    closed = true;
    for (Session each = idle.poll(); each != null; each = idle.poll()) {
      each.close();
    }
    free.release(most);
  }

  private Session open() {
    Session session = Session.open(jdbi);
    session.update("pragma query_only = true");
    return session;
  }
}
