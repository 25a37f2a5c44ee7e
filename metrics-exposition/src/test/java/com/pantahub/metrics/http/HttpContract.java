package com.pantahub.metrics.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.http.HttpConversation.Answer;
import com.pantahub.metrics.scrape.ErrorMode;
import com.pantahub.metrics.scrape.ScrapeEndpoint;
import com.pantahub.metrics.source.FamilyCollector;
import com.pantahub.metrics.source.FamilyType;
import com.pantahub.metrics.source.FamilyVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every adapter makes of an endpoint that it serves at {@code /metrics}. */
@Timeout(120)
abstract class HttpContract {

  private static final String TEXT = "# HELP g G \u6f22.\n# TYPE g gauge\ng{a=\"\u00e9\"} 1\n";
  private static final int LARGE_SAMPLES = 200_000;

  private static final FamilyCollector SMALL =
      visitor -> {
        visitor.family("g", FamilyType.GAUGE, null, "G \u6f22.");
        visitor.sample("g", List.of("a"), List.of("\u00e9"), 1);
      };

  /** About 10 MB, more than the buffers of a connection hold. */
  private static final FamilyCollector LARGE =
      visitor -> {
        visitor.family("large", FamilyType.GAUGE, null, null);
        for (int i = 0; i < LARGE_SAMPLES; i++) {
          visitor.sample("large", List.of("a"), List.of("x".repeat(30) + i), i);
        }
      };

  private @Nullable ScrapeEndpoint endpoint;
  private int port;

  /** Starts a server of the endpoint on a free port of the loopback address, and returns it. */
  abstract int start(ScrapeEndpoint scraped) throws Exception;

  /** Stops the server. */
  abstract void stop() throws Exception;

  @AfterEach
  void stopServer() throws Exception {
    stop();
    if (endpoint != null) {
      endpoint.close();
    }
  }

  @Test
  void get_isTheWholeText() throws Exception {
    try (HttpConversation http = connect(SMALL)) {
      for (int i = 0; i < 3; i++) {
        Answer answer = http.exchange("GET", "/metrics");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(TEXT);
        assertThat(answer.headers())
            .containsEntry("content-type", "text/plain; version=0.0.4; charset=utf-8")
            .containsEntry("vary", "Accept, Accept-Encoding")
            .doesNotContainKey("content-encoding");
      }
    }
  }

  @Test
  void get_acceptingGzip_isTheSameText() throws Exception {
    try (HttpConversation http = connect(SMALL)) {
      Answer answer = http.exchange("GET", "/metrics", "accept-encoding: deflate, GZip;q=0.5");
      Answer joined =
          http.exchange("GET", "/metrics", "Accept-Encoding: br", "Accept-Encoding: gzip");

      assertThat(answer.header("content-encoding")).isEqualTo("gzip");
      assertThat(answer.text()).isEqualTo(TEXT);
      assertThat(joined.header("content-encoding")).isEqualTo("gzip");
      assertThat(joined.text()).isEqualTo(TEXT);
    }
  }

  @Test
  void head_hasTheHeadersOfGetAndNoBody() throws Exception {
    try (HttpConversation http = connect(SMALL)) {
      for (String acceptEncoding : new String[] {"Accept-Encoding: gzip", "X-None: 1"}) {
        Answer head = http.exchange("HEAD", "/metrics", acceptEncoding);
        Answer get = http.exchange("GET", "/metrics", acceptEncoding);

        assertThat(head.status()).isEqualTo(200);
        assertThat(withoutDate(head)).isEqualTo(withoutDate(get));
        assertThat(get.text()).isEqualTo(TEXT);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
  void otherMethod_is405(String method) throws Exception {
    try (HttpConversation http = connect(SMALL)) {
      Answer answer = http.exchange(method, "/metrics", "Content-Length: 0");

      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
      assertThat(answer.text()).isEqualTo("{\"Error\":\"Method not allowed\"}");
      assertThat(http.exchange("GET", "/metrics").text()).isEqualTo(TEXT);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?",
        "?name[]=g",
        "?name%5B%5D=g",
        "?name%5b%5d=%67",
        "?x=1&name[]=h&name[]=g",
        "?name=%20"
      })
  void query_thatAsksForTheFamily_getsIt(String query) throws Exception {
    try (HttpConversation http = connect(SMALL)) {
      assertThat(http.exchange("GET", "/metrics" + query).text()).isEqualTo(TEXT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?name[]=", "?name%5B%5D", "?name[]=h", "?name[]=g%2B"})
  void query_thatMatchesNothing_is200AndEmpty(String query) throws Exception {
    try (HttpConversation http = connect(SMALL)) {
      for (String method : new String[] {"GET", "HEAD", "GET"}) {
        Answer answer = http.exchange(method, "/metrics" + query);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-length")).isEqualTo("0");
        assertThat(answer.header("content-type"))
            .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?%", "?name[]=%", "?name[]=%4", "?name[]=%zz", "?name[]=g&x=%f"})
  void query_withABadEscape_is400(String query) throws Exception {
    try (HttpConversation http = connect(SMALL)) {
      assertThat(http.exchange("GET", "/metrics" + query).status()).isEqualTo(400);
    }
  }

  @Test
  void query_ofTheMostNames_isRead() throws Exception {
    try (HttpConversation http = connect(SMALL)) {
      String most = "/metrics?name[]=g" + "&name[]=h".repeat(1023);
      assertThat(http.exchange("GET", most).text()).isEqualTo(TEXT);
      assertThat(http.exchange("GET", most + "&name[]=i").status()).isEqualTo(400);
    }
  }

  @Test
  void strictFailure_is500WithItsText() throws Exception {
    try (HttpConversation http =
        connect(
            builder -> builder.errorMode(ErrorMode.STRICT).errorLog(line -> {}),
            visitor -> {
              throw new IllegalStateException("broken");
            })) {
      Answer answer = http.exchange("GET", "/metrics", "Accept-Encoding: gzip");
      Answer head = http.exchange("HEAD", "/metrics");

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.header("content-type")).isEqualTo("text/plain; charset=utf-8");
      assertThat(answer.text())
          .startsWith("An error has occurred while serving metrics:\n\n")
          .doesNotContain("\tat ");
      assertThat(head.status()).isEqualTo(500);
    }
  }

  @Test
  void scrapeTimeoutHeader_isHeeded() throws Exception {
    try (HttpConversation http = connect(HttpContract::waitForInterrupt)) {
      Answer answer = http.exchange("GET", "/metrics", "x-prometheus-scrape-timeout-seconds: 0.02");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text()).isEqualTo("Exceeded configured timeout of 20ms.\n");
    }
  }

  @Test
  void largeBody_arrivesWhole() throws Exception {
    try (HttpConversation http = connect(LARGE)) {
      for (String acceptEncoding : new String[] {"Accept-Encoding: gzip", "X-None: 1"}) {
        String text = http.exchange("GET", "/metrics", acceptEncoding).text();
        assertThat(text.lines().count()).isEqualTo(LARGE_SAMPLES + 1);
        assertThat(text.lines().distinct().count()).isEqualTo(LARGE_SAMPLES + 1);
      }
    }
  }

  @Test
  void clientThatDisconnects_givesItsPermitBack() throws Exception {
    try (HttpConversation other = connect(builder -> builder.maxInFlight(1), LARGE)) {
      for (int i = 0; i < 3; i++) {
        try (HttpConversation http = new HttpConversation(port)) {
          http.send("GET", "/metrics");
          assertThat(http.readByte()).isEqualTo('H');
          assertThat(other.exchange("GET", "/metrics").status()).isEqualTo(503);
          http.reset();
        }
        int status;
        do {
          status = other.exchange("HEAD", "/metrics?name[]=").status();
          Thread.onSpinWait();
        } while (status == 503);
        assertThat(status).isEqualTo(200);
      }
    }
  }

  @Test
  void manyRequestsAtOnce_areAllAnswered() throws Exception {
    List<Callable<Integer>> clients = new ArrayList<>();
    try (HttpConversation first = connect(builder -> builder.maxInFlight(64), SMALL)) {
      assertThat(first.exchange("GET", "/metrics").status()).isEqualTo(200);
      for (int client = 0; client < 16; client++) {
        String acceptEncoding = client % 2 == 0 ? "Accept-Encoding: gzip" : "X-None: 1";
        clients.add(
            () -> {
              int good = 0;
              try (HttpConversation http = new HttpConversation(port)) {
                for (int i = 0; i < 50; i++) {
                  good +=
                      http.exchange("GET", "/metrics", acceptEncoding).text().equals(TEXT) ? 1 : 0;
                }
              }
              return good;
            });
      }
      ExecutorService threads = Executors.newCachedThreadPool();
      try {
        for (Future<Integer> good : threads.invokeAll(clients)) {
          assertThat(good.get()).isEqualTo(50);
        }
      } finally {
        threads.shutdown();
      }
    }
  }

  private static void waitForInterrupt(FamilyVisitor visitor) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> withoutDate(Answer answer) {
    Map<String, String> headers = new TreeMap<>(answer.headers());
    headers.remove("date");
    return headers;
  }

  private HttpConversation connect(FamilyCollector collector) throws Exception {
    return connect(builder -> builder, collector);
  }

  private HttpConversation connect(
      UnaryOperator<ScrapeEndpoint.Builder> settings, FamilyCollector collector) throws Exception {
    ScrapeEndpoint started =
        settings
            .apply(ScrapeEndpoint.builder().ownMetrics(false).source(() -> List.of(collector)))
            .build();
    endpoint = started;
    port = start(started);
    return new HttpConversation(port);
  }
}
