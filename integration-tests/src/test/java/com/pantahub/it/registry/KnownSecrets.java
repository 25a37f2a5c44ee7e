package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets that tests have used or been given, none of which may be seen in a log. Thread-safe.
 */
final class KnownSecrets {

  private static final int SHORTEST = 8;

  private final Set<String> secrets = ConcurrentHashMap.newKeySet();

  /** Notes a secret. One so short that it may well be part of something else is not looked for. */
  String note(String secret) {
    if (secret.length() >= SHORTEST) {
      secrets.add(secret);
    }
    return secret;
  }

  /** Looks for all of them. */
  void assertNoneIn(List<String> lines) {
    for (String line : lines) {
      assertThat(secrets).as("secrets in the line %s", line).noneMatch(line::contains);
    }
  }
}
