package com.pantahub.metrics.http;

import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A server of its own for a service without one: {@code /metrics}, and {@code /-/healthy} for
 * whoever asks whether the process is alive. Thread-safe.
 */
public final class JdkScrapeServer implements AutoCloseable {

  private static final String HEALTH_PATH = "/-/healthy";
  private static final int THREADS = 4;
  private static final int BACKLOG = 0;
  private static final int SECONDS_TO_FINISH = 1;

  private final HttpServer server;
  private final ExecutorService threads;

  private JdkScrapeServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts a server.
   *
   * @param address where to listen; port 0 for any free one
   * @param endpoint answers the scrapes; closing it is the caller's
   * @return the server, to be closed
   * @throws IOException if it can't listen there
   */
  public static JdkScrapeServer start(InetSocketAddress address, ScrapeEndpoint endpoint)
      throws IOException {
    HttpServer server = HttpServer.create(address, BACKLOG);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, JdkScrapeServer::named);
    server.setExecutor(threads);
    server.createContext("/metrics", new JdkScrapeHandler(endpoint));
    server.createContext(HEALTH_PATH, JdkScrapeServer::answerHealthy);
    server.start();
    return new JdkScrapeServer(server, threads);
  }

  /**
   * Returns the port on which the server listens.
   *
   * @return a port, the one that was chosen if any was asked for
   */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Lets what is under way finish, for a second at most; then stops listening. */
  @Override
  public void close() {
    // Not by the server's own delay, which up to JDK 17 is waited out even if nothing is under way.
    threads.shutdown();
    try {
      threads.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
  }

  private static void answerHealthy(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!JdkScrapeHandler.isMountPoint(exchange)) {
        exchange.sendResponseHeaders(404, JdkScrapeHandler.NO_BODY);
        return;
      }
      byte[] body = "Exporter is healthy.\n".getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(200, head ? JdkScrapeHandler.NO_BODY : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "scrape-http");
    thread.setDaemon(true);
    return thread;
  }
}
