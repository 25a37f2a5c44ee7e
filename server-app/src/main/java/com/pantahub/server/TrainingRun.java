package com.pantahub.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A short life of the server, from its start over a few requests to its end, for the virtual
 * machine to see which classes that takes and to archive them. Not thread-safe.
 */
public final class TrainingRun {
  private static final String[] ARGUMENTS = {"--address=127.0.0.1", "--port=0"};
  private static final String[] REQUESTS = {
    "GET /metrics/ HTTP/1.1\r\nAccept-Encoding: gzip\r\n",
    "GET /metrics/?name[]=go_info HTTP/1.1\r\n",
    "GET / HTTP/1.1\r\n",
  };
  private static final String LAST_HEADERS = "Host: localhost\r\nConnection: close\r\n\r\n";

  private TrainingRun() {}

  /** Starts the server, asks it, stops it. */
  public static void main(String[] args) throws IOException {
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    int exitCode =
        new Main(Map.of(), System.in, out, System.err).run(ARGUMENTS, TrainingRun::exercise);
    System.exit(exitCode);
  }

  private static void exercise(Application application) {
    try (application) {
      for (String request : REQUESTS) {
        ask(application.port(), request + LAST_HEADERS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void ask(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      answer.transferTo(OutputStream.nullOutputStream());
    }
  }
}
