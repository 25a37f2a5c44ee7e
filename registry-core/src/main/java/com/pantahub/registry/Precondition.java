package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.util.Optional;
import java.util.Set;

/**
 * Which revisions of a device somebody is willing to change. Immutable.
 *
 * @param revisions those revisions; empty for any
 */
public record Precondition(Optional<Set<Long>> revisions) {

  /** Whatever the revision is. */
  public static final Precondition NONE = new Precondition(Optional.empty());

  /**
   * Copies the revisions.
   *
   * @param revisions those revisions; empty for any
   */
  public Precondition {
    revisions = revisions.map(Set::copyOf);
  }

  /**
   * Returns the precondition that a device has one of some revisions.
   *
   * @param revisions the revisions
   * @return the precondition
   */
  public static Precondition revisionIn(Set<Long> revisions) {
    return new Precondition(Optional.of(revisions));
  }

  /** Lets pass a device that fulfils this. */
  void require(Device device) {
    if (revisions.filter(set -> !set.contains(device.revision())).isPresent()) {
      throw new RegistryException(
          Reason.PRECONDITION_FAILED, "The device has changed since it was read");
    }
  }
}
