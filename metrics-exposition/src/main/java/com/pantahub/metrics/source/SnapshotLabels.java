package com.pantahub.metrics.source;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.AbstractList;
import org.jspecify.annotations.Nullable;

/**
 * The names or the values of a snapshot's labels as a list, with one more behind them if wanted.
 * Not thread-safe: one list is pointed at one set of labels after the other.
 */
final class SnapshotLabels extends AbstractList<String> {

  private final boolean names;
  private Labels labels = Labels.EMPTY;
  private @Nullable String extra;

  /**
   * Makes a list of no labels.
   *
   * @param names whether it shows the names, not the values
   */
  SnapshotLabels(boolean names) {
    this.names = names;
  }

  /** Points the list at other labels. */
  SnapshotLabels show(Labels newLabels, @Nullable String newExtra) {
    labels = newLabels;
    extra = newExtra;
    return this;
  }

  @Override
  public String get(int index) {
    if (index == labels.size() && extra != null) {
      return extra;
    }
    return names ? labels.getPrometheusName(index) : labels.getValue(index);
  }

  @Override
  public int size() {
    return extra == null ? labels.size() : labels.size() + 1;
  }
}
