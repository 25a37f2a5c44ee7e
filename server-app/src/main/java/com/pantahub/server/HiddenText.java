package com.pantahub.server;

/**
 * A text that is never printed. Immutable.
 *
 * @param value the text
 */
record HiddenText(String value) {
  @Override
  public String toString() {
    return "[hidden]";
  }
}
