package com.pantahub.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the process stops. */
class ShutdownIT {
  /** What is promised for a process told to stop. */
  private static final Duration PROMISED = Duration.ofSeconds(5);

  private static final int CLIENTS = 8;
  private static final String GET = "GET /metrics/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String GET_AND_CLOSE =
      "GET /metrics/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void signal_idleConnections_exitCodeIsZeroInTime(String signal) throws Exception {
    try (ServerProcess server = ServerProcess.start();
        RawHttp unused = RawHttp.connect(server.port());
        RawHttp kept = RawHttp.connect(server.port());
        RawHttp half = RawHttp.connect(server.port())) {
      kept.send(GET);
      assertThat(kept.receive("GET").status()).isEqualTo(200);
      half.send("GET /metrics/ HTTP/1.1\r\nHost: loc");

      server.signal(signal);
      assertThat(server.awaitExit(PROMISED)).isZero();
      assertThat(kept.isAnswered()).isFalse();
      assertThat(unused.isAnswered()).isFalse();
      assertThat(server.err()).isEmpty();
    }
  }

  @Test
  void signal_requestSentBefore_isAnsweredCompletely() throws Exception {
    try (ServerProcess server = ServerProcess.start();
        RawHttp connection = RawHttp.connect(server.port())) {
      connection.send(GET);
      assertThat(connection.receive("GET").header("Connection")).isNull();

      // Held, the process cannot read the request before it is told to stop.
      server.signal("STOP");
      connection.send(GET);
      server.signal("TERM");
      server.signal("CONT");

      RawHttp.Response answer = connection.receive("GET");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).endsWith("\n");
      assertThat(connection.isAnswered()).isFalse();
      assertThat(server.awaitExit(PROMISED)).isZero();
    }
  }

  @Test
  void signal_manyClients_everyAnswerIsComplete() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (ServerProcess server = ServerProcess.start()) {
      int port = server.port();
      CountDownLatch busy = new CountDownLatch(CLIENTS);
      List<Future<Integer>> answered = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String request = i % 2 == 0 ? GET : GET_AND_CLOSE;
        answered.add(clients.submit(() -> scrapeUntilRefused(port, request, busy)));
      }
      busy.await();
      server.signal("TERM");
      for (Future<Integer> client : answered) {
        assertThat(client.get()).isPositive();
      }
      assertThat(server.awaitExit(PROMISED)).isZero();
      assertThat(server.err()).isEmpty();
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void signal_requestNeverSentToItsEnd_isCut() throws Exception {
    try (ServerProcess server = ServerProcess.start();
        RawHttp connection = RawHttp.connect(server.port())) {
      connection.send(
          "POST /metrics/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf");
      assertThat(connection.receive("POST").status()).isEqualTo(405);

      server.signal("TERM");
      assertThat(server.awaitExit(PROMISED.multipliedBy(4))).isZero();
      assertThat(server.err()).singleElement().asString().contains("cut requests");
    }
  }

  /**
   * Asks again and again until the server takes no more connections.
   *
   * @return the number of answers; none of them was cut
   */
  private static int scrapeUntilRefused(int port, String request, CountDownLatch busy)
      throws IOException {
    int answers = 0;
    while (true) {
      try (RawHttp connection = RawHttp.connect(port)) {
        boolean open = true;
        while (open && connection.ask(request)) {
          RawHttp.Response answer = connection.receive("GET");
          if (answers++ == 0) {
            busy.countDown();
          }
          open = answer.header("Connection") == null;
        }
      } catch (ConnectException refused) {
        return answers;
      } catch (SocketException reset) {
        // In the listen queue while the socket was being closed.
      }
    }
  }
}
