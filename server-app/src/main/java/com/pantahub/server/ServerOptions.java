package com.pantahub.server;

import io.undertow.UndertowOptions;
import java.util.concurrent.TimeUnit;
import org.xnio.OptionMap;
import org.xnio.Options;

/** The bounds of the HTTP server which are no setting. Immutable constants. */
final class ServerOptions {
  /** Size of one network buffer; a response's headers fit into it. */
  static final int BUFFER_BYTES = 8 * 1024;

  /** Longest request line plus headers. A query of 64 KiB, the longest that is read, fits twice. */
  private static final int MAX_HEADER_BYTES = 128 * 1024;

  /** Most parameters in a query: as many as the longest request line holds {@code name[]=&}. */
  private static final int MAX_PARAMETERS = MAX_HEADER_BYTES / "name[]=&".length();

  /**
   * Longest body that is read off the wire. What is beyond the limit of a handler is thrown away,
   * so that the client can read why; beyond this the connection is closed.
   */
  private static final long MAX_BODY_BYTES = 16 * 1024 * 1024;

  /** Connections open at the same time; further ones wait in the listen queue. */
  private static final int MAX_CONNECTIONS = 1_024;

  private static final int BACKLOG = 1_000;

  /** Longest time between the first byte of a request and the end of its headers. */
  private static final int HEAD_MILLIS = (int) TimeUnit.SECONDS.toMillis(10);

  /** Longest time without a byte: twice Prometheus' default scrape interval. */
  private static final int IDLE_MILLIS = (int) TimeUnit.MINUTES.toMillis(2);

  private static final int IO_THREADS = 2;

  /**
   * Worker threads for what is no scrape, beside one for each scrape that may be in flight. They
   * wait for the store and hash passwords; more of them would only wait for a connection.
   */
  private static final int SPARE_WORKER_THREADS = 32;

  /** Of the HTTP protocol. */
  static final OptionMap HTTP =
      OptionMap.builder()
          // Handlers read the query as it was sent; Routes decodes the path.
          .set(UndertowOptions.DECODE_URL, false)
          // Clients send filters such as nick=^a as they are typed.
          .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
          .set(UndertowOptions.MAX_PARAMETERS, MAX_PARAMETERS)
          .set(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
          .set(UndertowOptions.MAX_ENTITY_SIZE, MAX_BODY_BYTES)
          .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, HEAD_MILLIS)
          .set(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
          .set(UndertowOptions.IDLE_TIMEOUT, IDLE_MILLIS)
          .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
          .getMap();

  /** Of the listening socket and the connections it accepts. */
  static final OptionMap SOCKET =
      OptionMap.builder()
          .set(Options.REUSE_ADDRESSES, true)
          .set(Options.TCP_NODELAY, true)
          .set(Options.BACKLOG, BACKLOG)
          .set(Options.CONNECTION_HIGH_WATER, MAX_CONNECTIONS)
          .set(Options.CONNECTION_LOW_WATER, MAX_CONNECTIONS)
          .getMap();

  private ServerOptions() {}

  /** Of the threads. */
  static OptionMap worker(ServerConfig config) {
    int maxWorkers = config.scrape().maxInFlight() + SPARE_WORKER_THREADS;
    return OptionMap.builder()
        .set(Options.WORKER_NAME, "pantahub")
        .set(Options.WORKER_IO_THREADS, IO_THREADS)
        .set(Options.WORKER_TASK_CORE_THREADS, 1)
        .set(Options.WORKER_TASK_MAX_THREADS, maxWorkers)
        .getMap();
  }
}
