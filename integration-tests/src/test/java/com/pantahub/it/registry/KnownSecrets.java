package com.pantahub.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets that tests have used or been given, none of which may be seen in a log. Thread-safe.
 */
final class KnownSecrets {

  private static final int SHORTEST = 8;

  /** Secrets by their first characters, so that it takes one look-up per character of a text. */
  private final Map<String, Set<String>> secrets = new ConcurrentHashMap<>();

  /** Notes a secret. One so short that it may well be part of something else is not looked for. */
  String note(String secret) {
    if (secret.length() >= SHORTEST) {
      secrets
          .computeIfAbsent(secret.substring(0, SHORTEST), start -> ConcurrentHashMap.newKeySet())
          .add(secret);
    }
    return secret;
  }

  /** Looks for all of them. */
  void assertNoneIn(List<String> lines) {
    for (String line : lines) {
      assertThat(firstIn(line)).as("a secret in the line %s", line).isEmpty();
    }
  }

  /** Returns the first of them in a text. */
  Optional<String> firstIn(String text) {
    for (int i = 0; i + SHORTEST <= text.length(); i++) {
      int start = i;
      Optional<String> found =
          secrets.getOrDefault(text.substring(i, i + SHORTEST), Set.of()).stream()
              .filter(secret -> text.startsWith(secret, start))
              .findAny();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
