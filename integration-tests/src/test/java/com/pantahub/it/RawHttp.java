package com.pantahub.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * HTTP/1.x by hand: requests as they are written, answers as they come. Not thread-safe.
 *
 * <p>An answer that ends too early is an {@link EOFException}.
 */
public final class RawHttp implements AutoCloseable {
  private static final int READ_TIMEOUT_MILLIS = 60_000;

  /** An answer. Immutable but for the bytes of its body. */
  public static final class Response {
    private final String statusLine;
    private final List<String> headerLines;
    private final byte[] body;

    private Response(String statusLine, List<String> headerLines, byte[] body) {
      this.statusLine = statusLine;
      this.headerLines = headerLines;
      this.body = body;
    }

    public int status() {
      return Integer.parseInt(statusLine.substring(9, 12));
    }

    /** Returns the names of the headers, as spelled and in order. */
    public List<String> headerNames() {
      return headerLines.stream().map(line -> line.substring(0, line.indexOf(':'))).toList();
    }

    /** Returns the value of a header, or null where there is none. */
    public String header(String name) {
      String found = null;
      for (String line : headerLines) {
        int colon = line.indexOf(':');
        if (line.substring(0, colon).equalsIgnoreCase(name)) {
          if (found != null) {
            throw new AssertionError("twice: " + name + " in " + headerLines);
          }
          found = line.substring(colon + 1).strip();
        }
      }
      return found;
    }

    public byte[] body() {
      return body;
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private final Socket socket;
  private final DataInputStream in;

  private RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /** Connects to a port of the loopback interface. */
  public static RawHttp connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    return new RawHttp(socket);
  }

  /** Asks with GET over a connection of its own; headers are lines without their end. */
  public static Response get(int port, String target, String... headers) throws IOException {
    return request(port, "GET", target, headers);
  }

  /** Asks over a connection of its own; headers are lines without their end. */
  public static Response request(int port, String method, String target, String... headers)
      throws IOException {
    StringBuilder request = new StringBuilder();
    request.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    request.append("Host: localhost:").append(port).append("\r\nConnection: close\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    try (RawHttp connection = connect(port)) {
      connection.send(request.append("\r\n").toString());
      Response response = connection.receive(method);
      if (connection.isAnswered()) {
        throw new AssertionError("more bytes than Content-Length says");
      }
      return response;
    }
  }

  /** Sends text, one byte a character. */
  public void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends text, and tells whether the server has begun to answer and not closed instead. */
  public boolean ask(String text) throws IOException {
    try {
      send(text);
      return isAnswered();
    } catch (SocketException closed) {
      return false;
    }
  }

  /** Waits for the first byte of an answer, or for the end of the connection. */
  public boolean isAnswered() throws IOException {
    in.mark(1);
    int first = in.read();
    in.reset();
    return first >= 0;
  }

  /** Reads one answer, which must tell its length. */
  public Response receive(String method) throws IOException {
    try {
      return read(method);
    } catch (SocketException reset) {
      throw (EOFException) new EOFException("reset within an answer").initCause(reset);
    }
  }

  private Response read(String method) throws IOException {
    String statusLine = line();
    List<String> headers = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      headers.add(line);
    }
    Response head = new Response(statusLine, headers, new byte[0]);
    if (method.equals("HEAD")) {
      return head;
    }
    byte[] body = new byte[Integer.parseInt(head.header("Content-Length"))];
    in.readFully(body);
    return new Response(statusLine, headers, body);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ends after '" + line + "'");
      }
      line.write(next);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    if (!text.endsWith("\r")) {
      throw new AssertionError("a line without CR: " + text);
    }
    return text.substring(0, text.length() - 1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
