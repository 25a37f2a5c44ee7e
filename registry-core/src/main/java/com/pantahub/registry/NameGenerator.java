package com.pantahub.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes names of three plain English words. Thread-safe.
 *
 * <p>The words are the lines of {@code words.txt} beside this class, some 2,600 of three to seven
 * letters: a name is one of about 2<sup>34</sup>.
 */
final class NameGenerator {

  private static final int WORDS_PER_NAME = 3;
  private static final String RESOURCE = "words.txt";

  private final List<String> words = readWords();
  private final SecureRandom random;

  NameGenerator(SecureRandom random) {
    this.random = random;
  }

  /** Returns a new challenge. */
  Challenge challenge() {
    return new Challenge(join("-"));
  }

  /** Returns a nick that is probably, but not certainly, free. */
  Nick nick() {
    return new Nick(join("_"));
  }

  private String join(String separator) {
    return Stream.generate(() -> words.get(random.nextInt(words.size())))
        .limit(WORDS_PER_NAME)
        .collect(Collectors.joining(separator));
  }

  static List<String> readWords() {
    try (InputStream in = NameGenerator.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: resource=" + RESOURCE);
      }
      return new BufferedReader(new InputStreamReader(in, US_ASCII)).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
