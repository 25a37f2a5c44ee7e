package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies and measures the values of a {@link Metadata}. No state. */
final class JsonValues {

  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
  private static final String SHORT_ESCAPES = "\"\\\b\f\n\r\t";
  private static final int SHORT_ESCAPE_BYTES = 2;
  private static final int LONG_ESCAPE_BYTES = "\\u0000".length();

  private JsonValues() {}

  /** Copies an object of at most this depth. */
  static Map<String, @Nullable Object> copyObject(Map<?, ?> object, int depth) {
    requireDepth(depth);
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    object.forEach((key, value) -> copy.put(text((String) key), copy(value, depth - 1)));
    return copy;
  }

  private static List<@Nullable Object> copyArray(List<?> array, int depth) {
    requireDepth(depth);
    List<@Nullable Object> copy = new ArrayList<>(array.size());
    array.forEach(value -> copy.add(copy(value, depth - 1)));
    return copy;
  }

  private static @Nullable Object copy(@Nullable Object value, int depth) {
    if (value == null || value instanceof Boolean || value instanceof Long) {
      return value;
    }
    if (value instanceof String string) {
      return text(string);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Map<?, ?> object) {
      return Collections.unmodifiableMap(copyObject(object, depth));
    }
    if (value instanceof List<?> array) {
      return Collections.unmodifiableList(copyArray(array, depth));
    }
    throw new IllegalArgumentException("not a value of JSON: class=" + value.getClass().getName());
  }

  private static Number number(Number number) {
    if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
      return number.longValue();
    }
    if (number instanceof Double || number instanceof Float) {
      double value = number.doubleValue();
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("not a number of JSON: number=" + number);
      }
      return new BigDecimal(number.toString());
    }
    if (number instanceof BigInteger integer) {
      boolean isLong = integer.compareTo(MIN_LONG) >= 0 && integer.compareTo(MAX_LONG) <= 0;
      return isLong ? (Number) integer.longValue() : integer;
    }
    if (number instanceof BigDecimal) {
      return number;
    }
    throw new IllegalArgumentException(
        "not a number of JSON: class=" + number.getClass().getName());
  }

  private static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          throw new RegistryException(Reason.INVALID, "A text has an unpaired surrogate");
        }
        i++;
      }
    }
    return text;
  }

  private static void requireDepth(int depth) {
    if (depth <= 0) {
      throw new RegistryException(
          Reason.INVALID, "Metadata is nested at most " + Metadata.MAX_DEPTH + " deep");
    }
  }

  /** Returns the bytes of a value that {@link #copyObject} has made, as JSON without spaces. */
  static long bytes(@Nullable Object value) {
    if (value instanceof String text) {
      return textBytes(text);
    }
    if (value instanceof Map<?, ?> object) {
      long bytes = enclosed(object.size());
      for (Map.Entry<?, ?> entry : object.entrySet()) {
        bytes += textBytes((String) entry.getKey()) + ":".length() + bytes(entry.getValue());
      }
      return bytes;
    }
    if (value instanceof List<?> array) {
      long bytes = enclosed(array.size());
      for (Object element : array) {
        bytes += bytes(element);
      }
      return bytes;
    }
    return String.valueOf(value).length();
  }

  /** Returns the bytes of two brackets and of the commas between so many members. */
  private static int enclosed(int members) {
    return "[]".length() + Math.max(0, members - 1);
  }

  private static long textBytes(String text) {
    long bytes = "\"\"".length();
    for (int i = 0; i < text.length(); i++) {
      bytes += charBytes(text.charAt(i));
    }
    return bytes;
  }

  private static int charBytes(char c) {
    if (SHORT_ESCAPES.indexOf(c) >= 0) {
      return SHORT_ESCAPE_BYTES;
    }
    if (c < ' ') {
      return LONG_ESCAPE_BYTES;
    }
    if (c < 0x80) {
      return 1;
    }
    // A surrogate is one half of a character of four bytes.
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }
}
