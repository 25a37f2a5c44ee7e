package com.pantahub.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. Thread-safe. */
final class TestClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-03-01T12:00:00.25Z");

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration duration) {
    now = now.plus(duration);
  }
}
