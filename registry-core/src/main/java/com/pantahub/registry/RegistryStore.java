package com.pantahub.registry;

/**
 * Where a registry keeps what must outlive it: devices, accounts, join tokens. Thread-safe.
 *
 * <p>What a method of its parts has returned from is kept, whatever happens to the process, unless
 * the implementation says otherwise.
 */
public interface RegistryStore extends AutoCloseable {

  /**
   * Returns where devices are kept.
   *
   * @return always the same
   */
  DeviceStore devices();

  /**
   * Returns where accounts are kept.
   *
   * @return always the same
   */
  AccountStore accounts();

  /**
   * Returns where join tokens are kept.
   *
   * @return always the same
   */
  JoinTokenStore joinTokens();

  /**
   * Goes to the store and back. Throws an unchecked exception if the store does not answer as it
   * should.
   */
  void ping();

  /**
   * Returns how the store is at the moment, without asking it.
   *
   * @return the figures
   */
  StoreFigures figures();

  /** Lets go of everything. What is under way ends or fails; again, it does nothing. */
  @Override
  void close();
}
