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
    /** A device is changed: its nick, secret, metadata, or who may see it. */
    UPDATE,
    /** A device is deleted. */
    DELETE,
    /** A device was heard of. */
    SEEN,
    /** A device or a user proves who they are. */
    LOG_IN,
    /** A join token is made. */
    CREATE_JOIN_TOKEN,
    /** A user's join tokens are read. */
    LIST_JOIN_TOKENS,
    /** A join token is disabled. */
    DISABLE_JOIN_TOKEN,
    /** An account is made. */
    CREATE_ACCOUNT,
    /** An account is enabled or disabled. */
    UPDATE_ACCOUNT;

    /**
     * Returns the ways in which this use case can end.
     *
     * @return the outcomes, in a set of the caller's own
     */
    public Set<Outcome> outcomes() {
      Set<Outcome> outcomes = EnumSet.of(Outcome.SUCCESS, Outcome.ERROR);
      outcomes.addAll(
          switch (this) {
            case REGISTER -> Set.of(Outcome.INVALID, Outcome.CONFLICT, Outcome.TOO_LARGE);
            case CLAIM -> Set.of(Outcome.NOT_FOUND, Outcome.FORBIDDEN, Outcome.CONFLICT);
            case UPDATE ->
                Set.of(
                    Outcome.NOT_FOUND,
                    Outcome.FORBIDDEN,
                    Outcome.CONFLICT,
                    Outcome.PRECONDITION_FAILED,
                    Outcome.TOO_LARGE);
            case DELETE -> Set.of(Outcome.NOT_FOUND, Outcome.PRECONDITION_FAILED);
            case FIND, SEEN, UPDATE_ACCOUNT -> Set.of(Outcome.NOT_FOUND);
            case LIST -> Set.of(Outcome.INVALID);
            case LOG_IN -> Set.of(Outcome.UNAUTHENTICATED);
            case CREATE_JOIN_TOKEN -> Set.of(Outcome.FORBIDDEN, Outcome.TOO_LARGE);
            case LIST_JOIN_TOKENS -> Set.of(Outcome.FORBIDDEN);
            case DISABLE_JOIN_TOKEN -> Set.of(Outcome.FORBIDDEN, Outcome.NOT_FOUND);
            case CREATE_ACCOUNT -> Set.of(Outcome.CONFLICT);
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
    /** It was refused with {@link Reason#UNAUTHENTICATED}. */
    UNAUTHENTICATED,
    /** It was refused with {@link Reason#PRECONDITION_FAILED}. */
    PRECONDITION_FAILED,
    /** It was refused with {@link Reason#TOO_LARGE}. */
    TOO_LARGE,
    /** It failed: the store did, or there is a defect. */
    ERROR;

    static Outcome of(Reason reason) {
      return switch (reason) {
        case INVALID -> INVALID;
        case NOT_FOUND -> NOT_FOUND;
        case FORBIDDEN -> FORBIDDEN;
        case CONFLICT -> CONFLICT;
        case UNAUTHENTICATED -> UNAUTHENTICATED;
        case PRECONDITION_FAILED -> PRECONDITION_FAILED;
        case TOO_LARGE -> TOO_LARGE;
      };
    }
  }
}
