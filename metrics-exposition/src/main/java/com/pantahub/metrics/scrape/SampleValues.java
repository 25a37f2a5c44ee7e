package com.pantahub.metrics.scrape;

import com.pantahub.metrics.source.Exemplar;
import com.pantahub.metrics.source.FamilyVisitor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of a family's samples in one scrape, by index in order of delivery. Not thread-safe.
 */
final class SampleValues {

  /** The values; longer than there are samples. */
  double[] values;

  /** The times in milliseconds or {@link FamilyVisitor#NO_TIMESTAMP}; null if no sample has one. */
  long @Nullable [] timestamps;

  private @Nullable Exemplar @Nullable [] exemplars;
  private int size;

  SampleValues(int capacity) {
    values = new double[capacity];
  }

  int size() {
    return size;
  }

  int capacity() {
    return values.length;
  }

  void clear() {
    size = 0;
    timestamps = null;
    exemplars = null;
  }

  /** Forgets all samples behind the first {@code count}. */
  void truncate(int count) {
    size = count;
  }

  void add(double value, long timestampMillis, @Nullable Exemplar exemplar) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.max(4, 2 * size));
    }
    values[size] = value;
    if (timestampMillis != FamilyVisitor.NO_TIMESTAMP || timestamps != null) {
      addTimestamp(timestampMillis);
    }
    if (exemplar != null || exemplars != null) {
      addExemplar(exemplar);
    }
    size++;
  }

  @Nullable Exemplar exemplar(int sample) {
    return exemplars == null ? null : exemplars[sample];
  }

  private void addTimestamp(long timestampMillis) {
    long[] times = timestamps;
    if (times == null) {
      times = new long[values.length];
      Arrays.fill(times, FamilyVisitor.NO_TIMESTAMP);
    } else if (times.length < values.length) {
      times = Arrays.copyOf(times, values.length);
    }
    times[size] = timestampMillis;
    timestamps = times;
  }

  private void addExemplar(@Nullable Exemplar exemplar) {
    @Nullable Exemplar[] all = exemplars;
    if (all == null) {
      all = new @Nullable Exemplar[values.length];
    } else if (all.length < values.length) {
      all = Arrays.copyOf(all, values.length);
    }
    all[size] = exemplar;
    exemplars = all;
  }
}
