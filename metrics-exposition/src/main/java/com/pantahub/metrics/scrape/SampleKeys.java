package com.pantahub.metrics.scrape;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The names and labels of a family's samples, in order of delivery, as they were delivered. Not
 * thread-safe while it grows, safe to share afterwards.
 */
final class SampleKeys {

  /*
   * design
   *
   * All strings of all samples lie behind each other in one array: name, label names, label
   * values, next sample. Asking whether a sample is the same as last time is then a walk over
   * neighbouring references, and almost always a comparison of references: the children of a
   * metric hold on to their label strings from scrape to scrape. Foreign code may deliver null
   * for anything; a null list counts as one null, so the sample is kept and later found invalid.
   */

  private static final List<@Nullable String> ONE_NULL = Arrays.asList((String) null);

  private @Nullable String[] strings = new @Nullable String[16];
  private int[] starts = new int[5];
  private int[] labelNameCounts = new int[4];
  private int size;

  int size() {
    return size;
  }

  /** Tells whether a delivered sample has exactly the name and labels of sample {@code index}. */
  boolean matches(
      int index,
      @Nullable String name,
      @Nullable List<String> labelNames,
      @Nullable List<String> labelValues) {
    List<? extends @Nullable String> names = labelNames == null ? ONE_NULL : labelNames;
    List<? extends @Nullable String> values = labelValues == null ? ONE_NULL : labelValues;
    int at = starts[index];
    int nameCount = names.size();
    int valueCount = values.size();
    if (labelNameCounts[index] != nameCount
        || starts[index + 1] - at != 1 + nameCount + valueCount
        || !Objects.equals(strings[at++], name)) {
      return false;
    }
    for (int i = 0; i < nameCount; i++) {
      if (!Objects.equals(strings[at++], names.get(i))) {
        return false;
      }
    }
    for (int i = 0; i < valueCount; i++) {
      if (!Objects.equals(strings[at++], values.get(i))) {
        return false;
      }
    }
    return true;
  }

  void add(
      @Nullable String name,
      @Nullable List<String> labelNames,
      @Nullable List<String> labelValues) {
    List<? extends @Nullable String> names = labelNames == null ? ONE_NULL : labelNames;
    List<? extends @Nullable String> values = labelValues == null ? ONE_NULL : labelValues;
    int nameCount = names.size();
    int valueCount = values.size();
    int at = starts[size];
    ensureCapacity(size + 1, at + 1 + nameCount + valueCount);
    strings[at++] = name;
    for (int i = 0; i < nameCount; i++) {
      strings[at++] = names.get(i);
    }
    for (int i = 0; i < valueCount; i++) {
      strings[at++] = values.get(i);
    }
    labelNameCounts[size] = nameCount;
    starts[++size] = at;
  }

  /** Makes this the first {@code count} samples of another. */
  void copyOf(SampleKeys other, int count) {
    size = 0;
    ensureCapacity(count, other.starts[count]);
    System.arraycopy(other.strings, 0, strings, 0, other.starts[count]);
    System.arraycopy(other.starts, 0, starts, 0, count + 1);
    System.arraycopy(other.labelNameCounts, 0, labelNameCounts, 0, count);
    size = count;
  }

  /** Forgets all samples behind the first {@code count}. */
  void truncate(int count) {
    size = Math.min(size, count);
  }

  /** Lets go of memory that no sample needs. */
  void trimToSize() {
    strings = Arrays.copyOf(strings, starts[size]);
    starts = Arrays.copyOf(starts, size + 1);
    labelNameCounts = Arrays.copyOf(labelNameCounts, size);
  }

  @Nullable String name(int index) {
    return strings[starts[index]];
  }

  int labelNames(int index) {
    return labelNameCounts[index];
  }

  int labelValues(int index) {
    return starts[index + 1] - starts[index] - 1 - labelNameCounts[index];
  }

  @Nullable String labelName(int index, int label) {
    return strings[starts[index] + 1 + label];
  }

  @Nullable String labelValue(int index, int label) {
    return strings[starts[index] + 1 + labelNameCounts[index] + label];
  }

  private void ensureCapacity(int samples, int stringCount) {
    if (labelNameCounts.length < samples) {
      int capacity = Math.max(samples, 2 * labelNameCounts.length);
      labelNameCounts = Arrays.copyOf(labelNameCounts, capacity);
      starts = Arrays.copyOf(starts, capacity + 1);
    }
    if (strings.length < stringCount) {
      strings = Arrays.copyOf(strings, Math.max(stringCount, 2 * strings.length));
    }
  }
}
