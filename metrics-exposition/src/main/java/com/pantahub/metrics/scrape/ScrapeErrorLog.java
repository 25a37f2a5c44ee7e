package com.pantahub.metrics.scrape;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Logs each distinct message of failed collectors and samples once. Thread-safe. */
final class ScrapeErrorLog {

  /** So many distinct messages are logged in the life of an endpoint. */
  static final int MAX_MESSAGES = 1000;

  private final Consumer<String> log;
  private final Set<String> logged = new HashSet<>();

  ScrapeErrorLog(Consumer<String> log) {
    this.log = log;
  }

  void log(Iterable<String> messages) {
    for (String message : messages) {
      if (isNew(message)) {
        accept(message);
      }
    }
  }

  private void accept(String message) {
    try {
      log.accept(message);
    } catch (RuntimeException e) {
      // A log that fails has nowhere to say so, and must not cost the scrape.
    }
  }

  private synchronized boolean isNew(String message) {
    return logged.size() < MAX_MESSAGES && logged.add(message);
  }
}
