package com.pantahub.metrics.scrape;

/** Says what is wrong with a text in format 0.0.4, and where. */
final class TextFormatException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int position;

  TextFormatException(String problem, int position, String around) {
    super(problem + " at byte " + position + ": " + around);
    this.position = position;
  }

  /** Returns the index of the byte at which the text is wrong. */
  int position() {
    return position;
  }
}
