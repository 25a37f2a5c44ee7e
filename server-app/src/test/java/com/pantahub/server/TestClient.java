package com.pantahub.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Sends requests as they are written, and reads the answer to its end. Not thread-safe. */
final class TestClient {

  /** An answer. Immutable. */
  record Answer(int status, List<String> headers, String body) {
    static Answer parse(String text) {
      int end = text.indexOf("\r\n\r\n");
      if (end < 0) {
        throw new AssertionError("no complete header: '" + text + "'");
      }
      List<String> lines = text.substring(0, end).lines().toList();
      int status = Integer.parseInt(lines.get(0).substring(9, 12));
      return new Answer(status, lines.subList(1, lines.size()), text.substring(end + 4));
    }

    /** Returns the value of the only header of that name. */
    String header(String name) {
      List<String> values = values(name);
      if (values.size() != 1) {
        throw new AssertionError(values.size() + " headers " + name + " in " + headers);
      }
      return values.get(0);
    }

    List<String> values(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ": ";
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()))
          .toList();
    }
  }

  private TestClient() {}

  /** Asks over a connection of its own. */
  static Answer ask(int port, String method, String target) throws IOException {
    return send(
        port, method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  /** Sends text and reads until the server closes the connection. */
  static Answer send(int port, String request) throws IOException {
    try (Socket socket = connect(port)) {
      write(socket, request);
      return Answer.parse(readToEnd(socket));
    }
  }

  static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    return socket;
  }

  static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String readToEnd(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }
}
