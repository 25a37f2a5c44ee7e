package com.pantahub.registry;

/**
 * A refusal by the registry that is the fault of the data or of the caller's rights. Immutable.
 *
 * <p>Its message is meant for the person who sent the data; it never holds a secret, and never
 * repeats unchecked input. Programming errors are {@link IllegalArgumentException} and its like,
 * and a store that fails throws what it likes: neither is ever of this class.
 */
public final class RegistryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why the registry refused. */
  public enum Reason {
    /** The data is malformed or out of bounds; sent again it is refused again. */
    INVALID,
    /** No such device, or none that this caller may know of. */
    NOT_FOUND,
    /** The caller may know of the device, but not do this to it. */
    FORBIDDEN,
    /** Another device of the same owner has the nick, or another account the nick or address. */
    CONFLICT,
    /** The caller has not proved who they are. */
    UNAUTHENTICATED,
    /** The device is no longer as the caller has read it. */
    PRECONDITION_FAILED,
    /** The data is well-formed, but there is more of it than is kept. */
    TOO_LARGE
  }

  /** Why the registry refused. */
  private final Reason reason;

  /**
   * Makes a refusal.
   *
   * @param reason why, for programs
   * @param message why, for people
   */
  public RegistryException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /**
   * Returns why the registry refused.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }
}
