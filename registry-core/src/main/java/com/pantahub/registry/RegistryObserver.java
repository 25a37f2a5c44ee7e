package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.util.EnumSet;
import java.util.Set;

/**
 * Hears of every use case that a {@link DeviceRegistry} has ended. Implementations are thread-safe.
 *
 * <p>What it hears is bounded: no id, nick or owner is in it. It is called on the caller's thread
 * and should return at once. A {@link RuntimeException} that it throws is discarded.
 */
@FunctionalInterface
public interface RegistryObserver {

  /**
   * Called once at the end of a use case.
   *
   * @param operation which use case
   * @param outcome how it ended
   * @param elapsedNanos how long it took, in nanoseconds
   */
  void observe(Operation operation, Outcome outcome, long elapsedNanos);

  /** The use cases of a {@link DeviceRegistry}. */
  enum Operation {
    /** A device is registered. */
    REGISTER,
    /** A user makes an unclaimed device their own. */
    CLAIM,
    /** One device is read. */
    FIND,
    /** A page of an owner's devices is read. */
    LIST,
    /** A device gets another nick. */
    RENAME,
    /** A device is shown to everybody. */
    PUBLISH,
    /** A device is shown to everybody no longer. */
    UNPUBLISH,
    /** A device is deleted. */
    DELETE,
    /** A device was heard of. */
    SEEN;

    /**
     * Returns the ways in which this use case can end.
     *
     * @return the outcomes, in a set of the caller's own
     */
    public Set<Outcome> outcomes() {
      Set<Outcome> outcomes = EnumSet.of(Outcome.SUCCESS, Outcome.ERROR);
      outcomes.addAll(
          switch (this) {
            case REGISTER -> Set.of(Outcome.FORBIDDEN, Outcome.CONFLICT);
            case CLAIM, RENAME -> Set.of(Outcome.NOT_FOUND, Outcome.FORBIDDEN, Outcome.CONFLICT);
            case PUBLISH, UNPUBLISH -> Set.of(Outcome.NOT_FOUND, Outcome.FORBIDDEN);
            case FIND, DELETE, SEEN -> Set.of(Outcome.NOT_FOUND);
            case LIST -> Set.of();
          });
      return outcomes;
    }
  }

  /** How a use case ends. */
  enum Outcome {
    /** It was done. */
    SUCCESS,
    /** It was refused with {@link Reason#INVALID}. */
    INVALID,
    /** It was refused with {@link Reason#NOT_FOUND}. */
    NOT_FOUND,
    /** It was refused with {@link Reason#FORBIDDEN}. */
    FORBIDDEN,
    /** It was refused with {@link Reason#CONFLICT}. */
    CONFLICT,
    /** It failed: the store did, or there is a defect. */
    ERROR;

    static Outcome of(Reason reason) {
      return switch (reason) {
        case INVALID -> INVALID;
        case NOT_FOUND -> NOT_FOUND;
        case FORBIDDEN -> FORBIDDEN;
        case CONFLICT -> CONFLICT;
      };
    }
  }
}
