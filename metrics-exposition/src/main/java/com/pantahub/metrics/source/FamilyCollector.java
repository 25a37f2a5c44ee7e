package com.pantahub.metrics.source;

/**
 * Delivers the families of one collector. Called by one thread at a time per endpoint.
 *
 * <p>Whatever it throws costs the families which it delivers in this scrape and nothing else; only
 * a {@link VirtualMachineError} is passed on, unless it is a {@link StackOverflowError}.
 */
@FunctionalInterface
public interface FamilyCollector {

  /**
   * Delivers every family with its samples.
   *
   * @param visitor takes the families; not to be used after this call
   */
  void collect(FamilyVisitor visitor);

  /**
   * Returns the name under which a failure is reported.
   *
   * @return a short name for people, the class name unless overridden
   */
  default String name() {
    return getClass().getName();
  }
}
