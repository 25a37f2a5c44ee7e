package com.pantahub.metrics.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive connection on which requests are sent as they are written here, right or wrong.
 * Not thread-safe.
 */
final class HttpConversation implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  HttpConversation(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends a request and reads its answer. */
  Answer exchange(String method, String target, String... headerLines) throws IOException {
    send(method, target, headerLines);
    return read(method);
  }

  void send(String method, String target, String... headerLines) throws IOException {
    StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    request.append("Host: localhost\r\n");
    for (String line : headerLines) {
      request.append(line).append("\r\n");
    }
    socket.getOutputStream().write(request.append("\r\n").toString().getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Reads one byte. */
  int readByte() throws IOException {
    return in.read();
  }

  /** Breaks the connection without a farewell. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private Answer read(String method) throws IOException {
    String statusLine = readLine();
    assertThat(statusLine).startsWith("HTTP/1.1 ");
    Map<String, String> headers = new TreeMap<>();
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.merge(name, line.substring(colon + 1).trim(), (a, b) -> a + ", " + b);
    }
    assertThat(headers).containsKey("content-length").doesNotContainKey("transfer-encoding");
    int length =
        method.equals("HEAD") ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "-1"));
    byte[] body = in.readNBytes(length);
    assertThat(body).hasSize(length);
    return new Answer(Integer.parseInt(statusLine.substring(9, 12)), headers, body);
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      assertThat(b).describedAs("end of connection").isNotNegative();
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(ISO_8859_1);
  }

  /** An answer with its headers by lower-case name. Immutable. */
  static final class Answer {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    Answer(int status, Map<String, String> headers, byte[] body) {
      this.status = status;
      this.headers = headers;
      this.body = body;
    }

    int status() {
      return status;
    }

    Map<String, String> headers() {
      return headers;
    }

    @Nullable String header(String lowerCaseName) {
      return headers.get(lowerCaseName);
    }

    /** Returns the body without its Content-Encoding. */
    String text() throws IOException {
      if (!"gzip".equals(header("content-encoding"))) {
        return new String(body, UTF_8);
      }
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
        return new String(in.readAllBytes(), UTF_8);
      }
    }
  }
}
