package com.pantahub.metrics.scrape;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Lets scrapes that ask for the same at the same time share one execution. Thread-safe. */
final class ScrapeCoalescer {

  /*
   * design
   *
   * The first request for a variant starts a flight, an execution on the endpoint's thread; all
   * that come before it has landed wait for the same flight, each for as long as its own limit
   * allows. The flight belongs to none of them: one that gives up takes nothing from the others,
   * and what it fails with, all of them get. Everybody on board holds a reference to the outcome,
   * the flight itself until it has landed; who gives the last one back releases the memory.
   */

  private final ScrapeExecution execution;
  private final ScrapeThread thread;
  private final Map<ScrapeVariant, Flight> flights = new HashMap<>();

  ScrapeCoalescer(ScrapeExecution execution, ScrapeThread thread) {
    this.execution = execution;
    this.thread = thread;
  }

  /**
   * Joins the flight of a variant.
   *
   * @param limit how long to wait; null for as long as it takes
   * @return a response to this request
   * @throws TimeoutException when the flight has not landed within the limit
   */
  ScrapeResponse scrape(ScrapeVariant variant, ScrapeResponses responses, @Nullable Duration limit)
      throws TimeoutException {
    Flight flight = join(variant);
    boolean answered = false;
    try {
      ScrapeOutcome outcome = ScrapeThread.await(flight.outcome, limit);
      ScrapeResponse response = responses.of(outcome, variant, () -> leave(flight));
      answered = true;
      return response;
    } finally {
      if (!answered) {
        leave(flight);
      }
    }
  }

  private synchronized Flight join(ScrapeVariant variant) {
    Flight flight = flights.get(variant);
    if (flight == null) {
      flight = new Flight(variant);
      thread.execute(flight);
      flights.put(variant, flight);
    }
    flight.references++;
    return flight;
  }

  private void leave(Flight flight) {
    boolean last;
    synchronized (this) {
      last = --flight.references == 0;
      if (flight.references == 1 && thread.remove(flight)) {
        // Nobody is on board any more, and it has not taken off.
        flights.remove(flight.variant);
      }
    }
    if (last && !flight.outcome.isCompletedExceptionally()) {
      flight.outcome.join().release();
    }
  }

  private final class Flight implements Runnable {
    final ScrapeVariant variant;
    final CompletableFuture<ScrapeOutcome> outcome = new CompletableFuture<>();

    /** Guarded by the coalescer; one is the flight's own. */
    int references = 1;

    Flight(ScrapeVariant variant) {
      this.variant = variant;
    }

    @Override
    public void run() {
      try {
        ScrapeOutcome executed = execution.execute(variant);
        land();
        outcome.complete(executed);
      } catch (Throwable e) {
        land();
        outcome.completeExceptionally(e);
      } finally {
        leave(this);
      }
    }

    private void land() {
      synchronized (ScrapeCoalescer.this) {
        flights.remove(variant);
      }
    }
  }
}
