package com.pantahub.registry;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * How a store is at one moment. Immutable.
 *
 * @param activeConnections connections at work
 * @param idleConnections connections that wait for work
 * @param pendingThreads threads that wait for a connection
 * @param sizeBytes size of what is kept, in bytes; empty where finding it out would cost something
 */
public record StoreFigures(
    int activeConnections, int idleConnections, int pendingThreads, OptionalLong sizeBytes) {

  /**
   * Puts the figures together.
   *
   * @param activeConnections connections at work
   * @param idleConnections connections that wait for work
   * @param pendingThreads threads that wait for a connection
   * @param sizeBytes size of what is kept, in bytes
   */
  public StoreFigures {
    requireNonNull(sizeBytes, "sizeBytes");
  }
}
