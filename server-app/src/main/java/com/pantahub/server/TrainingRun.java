package com.pantahub.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A short life of the server, from its start over a few requests to its end, for the virtual
 * machine to see which classes that takes and to archive them. Not thread-safe.
 */
public final class TrainingRun {
  private static final String[] ARGUMENTS = {"--address=127.0.0.1", "--port=0"};
  private static final String JSON = "User-Agent: training\r\nContent-Type: application/json\r\n";
  private static final Pattern TOKEN = Pattern.compile("\\{\"token\":\"([^\"]+)\"}");
  private static final Pattern ID = Pattern.compile("\\{\"id\":\"([^\"]+)\"");

  private TrainingRun() {}

  /** Starts the server with a data directory of its own, asks it, stops it. */
  public static void main(String[] args) throws IOException {
    Path directory = Files.createTempDirectory("pantahub-training");
    Map<String, String> variables =
        Map.of(
            "PANTAHUB_DATA_DIR", directory.toString(),
            "PANTAHUB_DEMO", "true",
            "PANTAHUB_LOG_LEVEL", "error");
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    int exitCode =
        new Main(variables, InputStream.nullInputStream(), out, System.err)
            .run(ARGUMENTS, TrainingRun::exercise);
    delete(directory);
    System.exit(exitCode);
  }

  private static void exercise(Application application) {
    int port = application.port();
    try (application) {
      ask(port, "GET /metrics/", "Accept-Encoding: gzip\r\n", "");
      ask(port, "GET /metrics/?name[]=go_info", "", "");
      ask(port, "GET /", "", "");
      String login = "{\"username\":\"user1\",\"password\":\"user1\"}";
      String token = find(TOKEN, ask(port, "POST /auth/login", JSON, login));
      String known = JSON + "Authorization: Bearer " + token + "\r\n";
      String id = find(ID, ask(port, "POST /devices/", known, "{\"user-meta\":{\"a\":1.5}}"));
      ask(port, "PATCH /devices/" + id + "/user-meta", known, "{\"b\":[true,null]}");
      ask(port, "GET /devices/?user-meta.a=1", known, "");
      ask(port, "GET /devices/" + id, known, "");
      ask(port, "GET /devices/nobody", known, "");
      ask(port, "DELETE /devices/" + id, known, "");
      ask(port, "POST /devices/", JSON, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String find(Pattern pattern, String answer) {
    Matcher matcher = pattern.matcher(answer);
    if (!matcher.find()) {
      throw new IllegalStateException("unexpected answer: " + answer);
    }
    return matcher.group(1);
  }

  /** Sends a request over a connection of its own, and reads the answer. */
  private static String ask(int port, String request, String headers, String body)
      throws IOException {
    String text =
        request
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n"
            + headers
            + "\r\n"
            + body;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
