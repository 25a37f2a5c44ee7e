package com.pantahub.server;

import io.prometheus.client.Counter;
import java.util.Locale;

/**
 * Counts logins. Thread-safe.
 *
 * <pre>
 * pantahub_auth_logins_total{type="user|device",outcome="success|failure|throttled"}   counter
 * </pre>
 */
final class LoginMetrics {

  /** Who logs in, by the form of the name. */
  enum Kind {
    USER,
    DEVICE
  }

  /** How a login ends. */
  enum Outcome {
    /** A token was issued. */
    SUCCESS,
    /** The name or the password was wrong. */
    FAILURE,
    /** It was not tried, after too many failures. */
    THROTTLED
  }

  private final Counter logins =
      Counter.build(
              "pantahub_auth_logins_total", "Logins with name and password, by how they ended.")
          .labelNames("type", "outcome")
          .create();

  /** Makes the counter, with every series it will ever have. */
  LoginMetrics() {
    for (Kind kind : Kind.values()) {
      for (Outcome outcome : Outcome.values()) {
        logins.labels(label(kind), label(outcome));
      }
    }
  }

  /** The collector, to be registered with what is scraped. */
  Counter collector() {
    return logins;
  }

  void count(Kind kind, Outcome outcome) {
    logins.labels(label(kind), label(outcome)).inc();
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
