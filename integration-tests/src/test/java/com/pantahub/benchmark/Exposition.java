package com.pantahub.benchmark;

import java.io.IOException;

/**
 * One library's way from a registry to a response body which lies in memory, ready for a server to
 * send. Not thread-safe.
 */
interface Exposition {

  /**
   * Makes one body.
   *
   * @return its number of bytes
   */
  int render() throws IOException;

  /**
   * Makes one body.
   *
   * @return its bytes
   */
  byte[] body() throws IOException;
}
