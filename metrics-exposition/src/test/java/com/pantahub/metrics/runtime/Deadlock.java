package com.pantahub.metrics.runtime;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/** Two daemon threads in a real deadlock, which lasts as long as the VM. */
final class Deadlock {

  private Deadlock() {}

  /** Each thread holds a monitor which the other one waits for. */
  static void overMonitors() {
    Object first = new Object();
    Object second = new Object();
    CountDownLatch bothHold = new CountDownLatch(2);
    BiConsumer<Object, Object> acquire =
        (own, other) -> {
          synchronized (own) {
            await(bothHold);
            synchronized (other) {
              throw new AssertionError("no deadlock");
            }
          }
        };
    startUntil(
        Thread.State.BLOCKED,
        () -> acquire.accept(first, second),
        () -> acquire.accept(second, first));
  }

  /** Each thread holds a lock which the other one waits for. */
  static void overLocks() {
    ReentrantLock first = new ReentrantLock();
    ReentrantLock second = new ReentrantLock();
    CountDownLatch bothHold = new CountDownLatch(2);
    startUntil(
        Thread.State.WAITING,
        () -> acquire(first, second, bothHold),
        () -> acquire(second, first, bothHold));
  }

  private static void acquire(ReentrantLock own, ReentrantLock other, CountDownLatch bothHold) {
    own.lock();
    try {
      await(bothHold);
      other.lock();
      try {
        throw new AssertionError("no deadlock");
      } finally {
        other.unlock();
      }
    } finally {
      own.unlock();
    }
  }

  /** Counts down and waits without leaving the state of a running thread. */
  private static void await(CountDownLatch latch) {
    latch.countDown();
    while (latch.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  private static void startUntil(Thread.State state, Runnable one, Runnable other) {
    List<Thread> threads = List.of(new Thread(one, "deadlock-1"), new Thread(other, "deadlock-2"));
    for (Thread thread : threads) {
      thread.setDaemon(true);
      thread.start();
    }
    while (!threads.stream().allMatch(thread -> thread.getState() == state)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("timed out");
      }
      Thread.onSpinWait();
    }
  }
}
