package com.pantahub.registry.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Turns moments into microseconds since 1970 and back. No state. */
final class Micros {

  private Micros() {}

  static long of(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
