package com.pantahub.it;

/**
 * A real HTTP server in which an adapter is mounted at {@code /metrics}. Immutable.
 *
 * @param port where it listens on the loopback interface
 * @param stop stops it
 */
record AdapterServer(int port, Runnable stop) implements AutoCloseable {

  @Override
  public void close() {
    stop.run();
  }
}
