package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

/** How user-meta or device-meta changes. Immutable. */
public sealed interface MetadataChange {

  /**
   * Returns what comes of metadata.
   *
   * @param before the metadata as it is
   * @return the metadata as it shall be
   */
  Metadata applyTo(Metadata before);

  /**
   * All of it is new.
   *
   * @param metadata what takes its place
   */
  record Replace(Metadata metadata) implements MetadataChange {

    /**
     * Makes the change.
     *
     * @param metadata what takes its place
     */
    public Replace {
      requireNonNull(metadata, "metadata");
    }

    @Override
    public Metadata applyTo(Metadata before) {
      return metadata;
    }
  }

  /**
   * Some keys are set anew, or removed; the others stay. Values are replaced as a whole, also those
   * that are objects.
   *
   * @param changes keys and their new values; null removes a key
   */
  record Merge(Metadata changes) implements MetadataChange {

    /**
     * Makes the change.
     *
     * @param changes keys and their new values; null removes a key
     */
    public Merge {
      requireNonNull(changes, "changes");
    }

    @Override
    public Metadata applyTo(Metadata before) {
      return before.merged(changes);
    }
  }
}
