package com.pantahub.metrics.scrape;

import org.jspecify.annotations.Nullable;

/** Shows samples in messages, whatever is in them: on one line, of bounded length. Stateless. */
final class SampleText {

  private static final int MAX_CHARS = 80;
  private static final int MAX_LABELS = 16;

  private SampleText() {}

  /** Returns how a message names a sample, as {@code collected metric x{a="b"}}. */
  static String of(SampleKeys keys, int sample) {
    StringBuilder text = new StringBuilder("collected metric ");
    String name = keys.name(sample);
    text.append(name == null ? "null" : plain(name));
    int labels = Math.min(keys.labelNames(sample), keys.labelValues(sample));
    if (labels > 0) {
      text.append('{');
      for (int i = 0; i < Math.min(labels, MAX_LABELS); i++) {
        String labelName = keys.labelName(sample, i);
        text.append(i == 0 ? "" : ",")
            .append(labelName == null ? "null" : plain(labelName))
            .append('=')
            .append(quoted(keys.labelValue(sample, i)));
      }
      text.append(labels > MAX_LABELS ? ",…}" : "}");
    }
    return text.toString();
  }

  /** Returns a text in quotes, or the word null. */
  static String quoted(@Nullable String text) {
    return text == null ? "null" : '"' + plain(text) + '"';
  }

  /**
   * Returns a text without control characters, quotes and surrogate errors, cut where it is long.
   */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length() && i < MAX_CHARS; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        plain.append('\\').append(c);
      } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        plain.append(String.format("\\u%04x", (int) c));
      } else {
        plain.append(c);
      }
    }
    return plain.append(text.length() > MAX_CHARS ? "…" : "").toString();
  }
}
