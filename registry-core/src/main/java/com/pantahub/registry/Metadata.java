package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is noted about a device: a JSON object, without a JSON library. Immutable.
 *
 * <p>Its values, at any depth, are {@link String}, {@link Boolean}, {@link Long}, {@link
 * java.math.BigInteger} beyond it, {@link java.math.BigDecimal}, null, and unmodifiable {@link
 * java.util.List}s and {@link Map}s of these. Other numbers are brought to these types, and
 * anything else is refused. The order of keys is kept, and means nothing to {@link #equals}.
 */
public final class Metadata {

  /** Deepest nesting of objects and arrays, this object included. */
  public static final int MAX_DEPTH = 64;

  /** An object without keys. */
  public static final Metadata EMPTY = new Metadata(Map.of());

  private final Map<String, @Nullable Object> values;
  private final long jsonBytes;

  private Metadata(Map<String, ? extends @Nullable Object> copied) {
    values = Collections.unmodifiableMap(copied);
    jsonBytes = JsonValues.bytes(values);
  }

  /**
   * Copies an object.
   *
   * @param values keys and values
   * @return the object
   * @throws RegistryException with {@link Reason#INVALID} if it is nested too deeply, or a text in
   *     it is no Unicode (has an unpaired surrogate)
   * @throws IllegalArgumentException if a value is of another type than those above
   */
  public static Metadata of(Map<String, ? extends @Nullable Object> values) {
    return values.isEmpty() ? EMPTY : new Metadata(JsonValues.copyObject(values, MAX_DEPTH));
  }

  /**
   * Returns the keys and values.
   *
   * @return an unmodifiable map, at all depths
   */
  public Map<String, @Nullable Object> asMap() {
    return values;
  }

  /**
   * Tells how long this object is when it is written down.
   *
   * @return the number of bytes of UTF-8, as JSON without spaces
   */
  public long jsonBytes() {
    return jsonBytes;
  }

  /**
   * Returns this object with some keys set anew, and those whose new value is null left out.
   *
   * @param changes keys and their new values
   * @return the merged object
   */
  Metadata merged(Metadata changes) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>(values);
    changes.values.forEach(
        (key, value) -> {
          if (value == null) {
            merged.remove(key);
          } else {
            merged.put(key, value);
          }
        });
    return new Metadata(merged);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Metadata that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Tells only how much it is: people note secrets in metadata. */
  @Override
  public String toString() {
    return "Metadata[" + values.size() + " keys]";
  }
}
