package com.pantahub.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes a client's address from the header in which a proxy names it. Thread-safe.
 *
 * <p>The last address of the last header counts, because that is the one which the nearest proxy
 * has added; what stands before it a client can make up. Without a valid one, the address of the
 * proxy stays.
 */
final class ClientAddress implements HttpHandler {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final HttpString header;
  private final HttpHandler next;

  ClientAddress(HttpString header, HttpHandler next) {
    this.header = header;
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    Optional.ofNullable(exchange.getRequestHeaders().getLast(header))
        .flatMap(ClientAddress::last)
        .ifPresent(address -> exchange.setSourceAddress(new InetSocketAddress(address, 0)));
    next.handleRequest(exchange);
  }

  /** Reads the last address of a list, never asking a name server. */
  private static Optional<InetAddress> last(String list) {
    String text = list.substring(list.lastIndexOf(',') + 1).trim();
    if (IPV4.matcher(text).matches() || IPV6.matcher(text).matches()) {
      try {
        return Optional.of(InetAddress.getByName(text));
      } catch (UnknownHostException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
