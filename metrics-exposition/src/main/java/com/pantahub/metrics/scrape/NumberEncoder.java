package com.pantahub.metrics.scrape;

final class NumberEncoder {
  static final int MAX_BYTES = 32;

  private NumberEncoder() {}

  static int encode(double value, byte[] d, int offset) {
    String s = Double.toString(value);
    for (int i = 0; i < s.length(); i++) {
      d[offset++] = (byte) s.charAt(i);
    }
    return offset;
  }

  static int encode(long value, byte[] d, int offset) {
    String s = Long.toString(value);
    for (int i = 0; i < s.length(); i++) {
      d[offset++] = (byte) s.charAt(i);
    }
    return offset;
  }
}
