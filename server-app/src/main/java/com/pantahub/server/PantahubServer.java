package com.pantahub.server;

import io.prometheus.client.Histogram;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * The HTTP server: one listening socket in front of the routes. Thread-safe.
 *
 * <p>Stopping it is {@link #drain} and then {@link #close}; without the first, requests under way
 * are cut.
 */
final class PantahubServer implements AutoCloseable {

  /*
   * design
   *
   * The parts that io.undertow.Undertow assembles are assembled here, because it can only stop at
   * once: it has no way to close the listening socket and leave the connections alone.
   */

  private static final Logger LOG = LoggerFactory.getLogger(PantahubServer.class);

  private final XnioWorker worker;
  private final AcceptingChannel<StreamConnection> listener;
  private final RequestDrain drain;
  private final String host;
  private final AtomicBoolean listening = new AtomicBoolean(true);

  private PantahubServer(
      XnioWorker worker,
      AcceptingChannel<StreamConnection> listener,
      RequestDrain drain,
      String host) {
    this.worker = worker;
    this.listener = listener;
    this.drain = drain;
    this.host = host;
  }

  /**
   * Listens, and answers from now on.
   *
   * @throws IOException if that is impossible; its message says in one line why
   */
  static PantahubServer start(ServerConfig config, Routes routes) throws IOException {
    return start(config, routes, RequestMetrics.histogram());
  }

  /**
   * Listens, and answers from now on.
   *
   * @param durations where the time that each request takes is noted
   * @throws IOException if that is impossible; its message says in one line why
   */
  static PantahubServer start(ServerConfig config, Routes routes, Histogram durations)
      throws IOException {
    InetAddress address = resolve(config.http().address());
    RequestDrain drain = new RequestDrain(new RequestMetrics(durations, new ErrorHandler(routes)));
    HttpHandler handler = new StandardHeaders(config.http().poweredBy(), proxied(config, drain));
    XnioWorker worker = Xnio.getInstance().createWorker(ServerOptions.worker(config));
    AcceptingChannel<StreamConnection> listener;
    try {
      listener = listen(worker, new InetSocketAddress(address, config.http().port()), handler);
    } catch (IOException e) {
      worker.shutdown();
      String authority = authority(config.http().address(), config.http().port());
      throw new IOException("cannot listen on " + authority + ": " + e.getMessage(), e);
    }
    routes.rows().forEach(route -> LOG.debug("serving {}", route));
    String host = address.isAnyLocalAddress() ? "localhost" : config.http().address();
    return new PantahubServer(worker, listener, drain, host);
  }

  private static HttpHandler proxied(ServerConfig config, HttpHandler next) {
    return config
        .http()
        .clientAddressHeader()
        .<HttpHandler>map(header -> new ClientAddress(header, next))
        .orElse(next);
  }

  private static InetAddress resolve(String host) throws IOException {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IOException("cannot resolve the address '" + host + "'", e);
    }
  }

  private static AcceptingChannel<StreamConnection> listen(
      XnioWorker worker, InetSocketAddress address, HttpHandler handler) throws IOException {
    HttpOpenListener opened =
        new HttpOpenListener(
            new DefaultByteBufferPool(true, ServerOptions.BUFFER_BYTES), ServerOptions.HTTP);
    opened.setRootHandler(handler);
    AcceptingChannel<StreamConnection> listener =
        worker.createStreamConnectionServer(
            address, channel -> accept(channel, opened), ServerOptions.SOCKET);
    listener.resumeAccepts();
    return listener;
  }

  private static void accept(AcceptingChannel<StreamConnection> listener, HttpOpenListener opened) {
    try {
      StreamConnection connection = listener.accept();
      if (connection != null) {
        ChannelListeners.invokeChannelListener(connection, opened);
      }
    } catch (IOException e) {
      LOG.debug("the listening socket is closed", e);
    }
  }

  /** The URL of this server, which ends in a slash. Every interface is called localhost. */
  String url() {
    return "http://" + authority(host, port()) + "/";
  }

  /** The port listened on, also where the configuration left the choice to the system. */
  int port() {
    return listener.getLocalAddress(InetSocketAddress.class).getPort();
  }

  /**
   * Stops accepting connections, and waits for the requests under way.
   *
   * @return whether all of them were answered before the timeout
   */
  boolean drain(Duration timeout) throws InterruptedException {
    drain.begin();
    stopListening();
    return drain.await(timeout);
  }

  /** Closes every connection. Again, it does nothing. */
  @Override
  public void close() {
    stopListening();
    worker.shutdownNow();
  }

  /** Closes the listening socket once: again, XNIO would wait for a thread that has ended. */
  private void stopListening() {
    if (listening.getAndSet(false)) {
      IoUtils.safeClose(listener);
    }
  }

  private static String authority(String host, int port) {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
