package com.pantahub.registry;

import com.pantahub.registry.RegistryObserver.Operation;
import com.pantahub.registry.RegistryObserver.Outcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Runs use cases and tells an observer how they ended, whatever the observer does. Thread-safe.
 *
 * <p>The first exception of the observer is logged, so that a broken one does not flood the log.
 */
final class ObserverFence {

  private static final Logger LOGGER = System.getLogger(ObserverFence.class.getName());

  private final RegistryObserver observer;
  private final AtomicBoolean failed = new AtomicBoolean();

  ObserverFence(RegistryObserver observer) {
    this.observer = observer;
  }

  /** Returns what the use case returns, and throws what it throws. */
  <T> T run(Operation operation, Supplier<T> useCase) {
    long start = System.nanoTime();
    Outcome outcome = Outcome.ERROR;
    try {
      T result = useCase.get();
      outcome = Outcome.SUCCESS;
      return result;
    } catch (RegistryException e) {
      outcome = Outcome.of(e.reason());
      throw e;
    } finally {
      tell(operation, outcome, System.nanoTime() - start);
    }
  }

  /** Does what the use case does, and throws what it throws. */
  void run(Operation operation, Runnable useCase) {
    run(
        operation,
        () -> {
          useCase.run();
          return operation;
        });
  }

  private void tell(Operation operation, Outcome outcome, long elapsedNanos) {
    try {
      observer.observe(operation, outcome, elapsedNanos);
    } catch (RuntimeException e) {
      if (failed.compareAndSet(false, true)) {
        LOGGER.log(Level.WARNING, "A registry observer failed; later failures are not logged", e);
      }
    }
  }
}
