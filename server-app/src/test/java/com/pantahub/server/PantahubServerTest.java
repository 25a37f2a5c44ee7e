package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.pantahub.server.TestClient.Answer;
import io.undertow.util.Methods;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PantahubServerTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String GET_SLOW = "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final Routes routes =
      new Routes(
          List.of(
              Route.open(
                  List.of(Methods.GET),
                  "/",
                  exchange -> exchange.getResponseSender().send("quick")),
              Route.open(
                  List.of(Methods.GET),
                  "/slow",
                  exchange ->
                      exchange.dispatch(
                          () -> {
                            entered.countDown();
                            try {
                              released.await();
                            } catch (InterruptedException closed) {
                              return;
                            }
                            exchange.getResponseSender().send("slow");
                          }))));

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, localhost",
    "::, localhost",
    "127.0.0.1, 127.0.0.1",
    "localhost, localhost",
    "::1, [::1]",
    "[::1], [::1]"
  })
  void url_address_isOneThatCanBeOpened(String address, String host) throws IOException {
    ServerConfig config = Configs.loopback(Map.of(Setting.ADDRESS, address));
    try (PantahubServer server = PantahubServer.start(config, routes)) {
      assertThat(server.url()).isEqualTo("http://" + host + ":" + server.port() + "/");
    }
  }

  @Test
  void start_portInUse_fails() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertThatIOException()
          .isThrownBy(
              () -> PantahubServer.start(Configs.loopback(Map.of(Setting.PORT, port)), routes))
          .withMessage("cannot listen on 127.0.0.1:" + port + ": Address already in use");
    }
  }

  @Test
  void start_addressOfNobody_fails() {
    ServerConfig config = Configs.loopback(Map.of(Setting.ADDRESS, "host.invalid"));
    assertThatIOException()
        .isThrownBy(() -> PantahubServer.start(config, routes))
        .withMessage("cannot resolve the address 'host.invalid'");
  }

  @Test
  void start_addressOfAnotherMachine_fails() {
    ServerConfig config = Configs.loopback(Map.of(Setting.ADDRESS, "2001:db8::1"));
    assertThatIOException()
        .isThrownBy(() -> PantahubServer.start(config, routes))
        .withMessageStartingWith("cannot listen on [2001:db8::1]:0: ");
  }

  @Test
  void close_twice_doesNothing() throws IOException {
    PantahubServer server = PantahubServer.start(Configs.loopback(), routes);
    server.close();
    server.close();
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> TestClient.connect(server.port()));
  }

  @Test
  void drain_nothingUnderWay_ends() throws Exception {
    try (PantahubServer server = PantahubServer.start(Configs.loopback(), routes)) {
      assertThat(server.drain(LONG)).isTrue();
    }
  }

  @Test
  void drain_idleConnections_areNotWaitedFor() throws Exception {
    PantahubServer server = PantahubServer.start(Configs.loopback(), routes);
    try (Socket unused = TestClient.connect(server.port());
        Socket kept = TestClient.connect(server.port())) {
      try (server) {
        TestClient.write(kept, GET);
        assertThat(kept.getInputStream().read()).isEqualTo('H');
        assertThat(server.drain(LONG)).isTrue();
      }
      assertThat(TestClient.readToEnd(unused)).isEmpty();
      assertThat(TestClient.readToEnd(kept)).endsWith("quick");
    }
  }

  @Test
  void drain_requestUnderWay_isAnsweredAndNewConnectionsAreRefused() throws Exception {
    try (PantahubServer server = PantahubServer.start(Configs.loopback(), routes);
        Socket socket = TestClient.connect(server.port())) {
      TestClient.write(socket, GET_SLOW);
      entered.await();
      CompletableFuture<Boolean> drained = draining(server, LONG);
      awaitRefusal(server.port());
      assertThat(drained).isNotDone();

      released.countDown();
      Answer answer = Answer.parse(TestClient.readToEnd(socket));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(answer.body()).isEqualTo("slow");
      assertThat(drained.join()).isTrue();
    }
  }

  @Test
  void drain_requestOnOpenConnection_isAnsweredAndClosed() throws Exception {
    try (PantahubServer server = PantahubServer.start(Configs.loopback(), routes);
        Socket slow = TestClient.connect(server.port());
        Socket other = TestClient.connect(server.port())) {
      TestClient.write(slow, GET_SLOW);
      entered.await();
      CompletableFuture<Boolean> drained = draining(server, LONG);
      awaitRefusal(server.port());

      TestClient.write(other, GET);
      Answer answer = Answer.parse(TestClient.readToEnd(other));
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(answer.body()).isEqualTo("quick");
      released.countDown();
      assertThat(drained.join()).isTrue();
    }
  }

  @Test
  void drain_requestTakesTooLong_isCut() throws Exception {
    PantahubServer server = PantahubServer.start(Configs.loopback(), routes);
    try (Socket socket = TestClient.connect(server.port())) {
      try (server) {
        TestClient.write(socket, GET_SLOW);
        entered.await();
        assertThat(server.drain(SHORT)).isFalse();
      }
      assertThat(TestClient.readToEnd(socket)).isEmpty();
    }
    released.countDown();
  }

  @Test
  void connection_http10_isKeptOnlyWhereAskedFor() throws IOException {
    try (PantahubServer server = PantahubServer.start(Configs.loopback(), routes)) {
      Answer closed = TestClient.send(server.port(), "GET / HTTP/1.0\r\n\r\n");
      assertThat(closed.header("Connection")).isEqualTo("close");
      assertThat(closed.body()).isEqualTo("quick");

      String twice = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET / HTTP/1.0\r\n\r\n";
      Answer kept = TestClient.send(server.port(), twice);
      assertThat(kept.header("Connection")).isEqualTo("keep-alive");
      assertThat(kept.body()).startsWith("quickHTTP/1.0 200 OK").endsWith("quick");
    }
  }

  @Test
  void connection_http11_isKeptWithoutSayingSo() throws IOException {
    try (PantahubServer server = PantahubServer.start(Configs.loopback(), routes)) {
      String last = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      Answer answer = TestClient.send(server.port(), GET + last);
      assertThat(answer.values("Connection")).isEmpty();
      assertThat(answer.body()).startsWith("quickHTTP/1.1 200 OK").endsWith("quick");
    }
  }

  private static CompletableFuture<Boolean> draining(PantahubServer server, Duration timeout) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return server.drain(timeout);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  /** Waits until the listening socket is closed, which is soon after draining has begun. */
  private static void awaitRefusal(int port) throws IOException {
    while (true) {
      try {
        TestClient.connect(port).close();
      } catch (ConnectException refused) {
        return;
      } catch (SocketException reset) {
        // In the listen queue while the socket was being closed.
      }
    }
  }
}
