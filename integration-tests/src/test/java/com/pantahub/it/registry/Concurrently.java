package com.pantahub.it.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does many things side by side, where it matters that they are done and not in what order. */
final class Concurrently {
  private static final int THREADS = 16;

  private Concurrently() {}

  /** Something to be done with a number. */
  interface Task {
    void run(int number) throws Exception;
  }

  /** Does something for each number from 0 on, and fails if one of them does. */
  static void times(int count, Task task) throws Exception {
    List<Callable<Void>> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      calls.add(
          () -> {
            task.run(number);
            return null;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (Future<Void> done : threads.invokeAll(calls)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
