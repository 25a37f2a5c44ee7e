package com.pantahub.metrics.scrape;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends things that are costly to make and can be used again. Thread-safe.
 *
 * @param <T> what is lent
 */
final class ReusePool<T> {

  /*
   * design
   *
   * A fixed number of idle things is held for good. What a burst needed beyond that is held by weak
   * references: a scrape that follows finds it again until the garbage collector runs, then it is
   * gone. So the pool shrinks by itself, without a clock and without a thread.
   */

  private final Supplier<T> maker;
  private final int maxKept;
  private final ArrayDeque<T> kept;
  private final ArrayDeque<WeakReference<T>> surplus = new ArrayDeque<>();
  private int lent;

  /**
   * Makes an empty pool.
   *
   * @param maker makes a thing when none is idle
   * @param maxKept how many idle things are held for good
   */
  ReusePool(Supplier<T> maker, int maxKept) {
    this.maker = maker;
    this.maxKept = maxKept;
    this.kept = new ArrayDeque<>(maxKept);
  }

  /** Lends a thing, in the state in which its last user left it. */
  T acquire() {
    T idle = pollIdle();
    T thing = idle == null ? maker.get() : idle;
    synchronized (this) {
      lent++;
    }
    return thing;
  }

  /** Takes a lent thing back. */
  synchronized void release(T thing) {
    lent--;
    if (kept.size() < maxKept) {
      kept.addLast(thing);
    } else {
      surplus.addLast(new WeakReference<>(thing));
      dropCleared();
    }
  }

  /** Returns how many things are lent at this moment. */
  synchronized int lent() {
    return lent;
  }

  private synchronized @Nullable T pollIdle() {
    T idle = kept.pollLast();
    WeakReference<T> reference;
    while (idle == null && (reference = surplus.pollLast()) != null) {
      idle = reference.get();
    }
    return idle;
  }

  private void dropCleared() {
    WeakReference<T> oldest;
    while ((oldest = surplus.peekFirst()) != null && oldest.get() == null) {
      surplus.pollFirst();
    }
  }
}
