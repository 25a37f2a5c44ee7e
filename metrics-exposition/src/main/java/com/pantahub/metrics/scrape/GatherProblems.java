package com.pantahub.metrics.scrape;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/** What went wrong while one scrape gathered its families. Not thread-safe; one per scrape. */
final class GatherProblems {

  /** So many messages are kept of one scrape; all of them are counted. */
  static final int MAX_MESSAGES = 100;

  private static final int MAX_MESSAGE_CHARS = 500;

  private final Set<String> messages = new LinkedHashSet<>();
  private long count;

  /** Adds something that cost the scrape one collector or one sample. */
  void add(String message) {
    add(() -> message);
  }

  /** Adds something that cost the scrape a number of samples. */
  void add(String message, int samples) {
    if (samples > 0) {
      add(() -> message);
      count += samples - 1;
    }
  }

  /**
   * Adds the same as {@link #add(String)}, with a message that is only made if there is room for
   * it.
   */
  void add(Supplier<String> message) {
    count++;
    if (messages.size() < MAX_MESSAGES) {
      String text = message.get();
      messages.add(
          text.length() > MAX_MESSAGE_CHARS ? text.substring(0, MAX_MESSAGE_CHARS) + "…" : text);
    }
  }

  /** Adds all of another. */
  void addAll(GatherProblems other) {
    count += other.count;
    for (String message : other.messages) {
      if (messages.size() < MAX_MESSAGES) {
        messages.add(message);
      }
    }
  }

  /** Returns how many collectors and samples were lost. */
  long count() {
    return count;
  }

  /** Returns the distinct messages, the first {@link #MAX_MESSAGES} of them. */
  Set<String> messages() {
    return messages;
  }

  /** Returns all messages as client_golang's MultiError shows several errors. */
  @Override
  public String toString() {
    if (messages.size() == 1) {
      return messages.iterator().next();
    }
    StringBuilder text = new StringBuilder().append(messages.size()).append(" error(s) occurred:");
    for (String message : messages) {
      text.append("\n* ").append(message);
    }
    return text.toString();
  }
}
