package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.pantahub.server.TestClient.Answer;
import io.undertow.server.HttpHandler;
import io.undertow.util.Methods;
import io.undertow.util.PathTemplateMatch;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  private static final HttpHandler READ = exchange -> exchange.getResponseSender().send("read");
  private static final HttpHandler WRITTEN =
      exchange -> exchange.getResponseSender().send("written");
  private static final HttpHandler THING =
      exchange -> {
        PathTemplateMatch match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
        exchange
            .getResponseSender()
            .send(match.getMatchedTemplate() + " " + match.getParameters().get("id"));
      };
  private static final Routes ROUTES =
      new Routes(
          List.of(
              Route.open(List.of(Methods.GET, Methods.HEAD), "/things", READ),
              Route.open(List.of(Methods.POST), "/things", WRITTEN),
              Route.open(List.of(Methods.GET), "/things/{id}", THING)));

  private static PantahubServer server;

  @BeforeAll
  static void start() throws IOException {
    server = PantahubServer.start(Configs.loopback(), ROUTES);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/things",
        "/things/",
        "/things?a=b",
        "/things/?/",
        "/%74hings",
        "http://localhost/things"
      })
  void handleRequest_path_matchesWithAndWithoutSlash(String target) throws IOException {
    Answer answer = TestClient.ask(server.port(), "GET", target);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/thing",
        "/thingsx",
        "//things",
        "/things//",
        "/things%2F",
        "/x/things",
        "/things/a/b",
        "/../things",
        "*"
      })
  void handleRequest_unknownPath_isNotFound(String target) throws IOException {
    Answer answer = TestClient.ask(server.port(), "OPTIONS", target);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(answer.body()).isEqualTo("{\"Error\":\"Resource not found\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/things\u0000", "/things?a=\u0001", "/things\u00e4", "/things?\u007f"})
  void handleRequest_targetNotPrintable_isBadRequest(String target) throws IOException {
    Answer answer = TestClient.ask(server.port(), "GET", target);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"Error\":\"Bad Request\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "get"})
  void handleRequest_otherMethod_isNotAllowed(String method) throws IOException {
    Answer answer = TestClient.ask(server.port(), method, "/things/");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(answer.body()).isEqualTo("{\"Error\":\"Method not allowed\"}");
  }

  @Test
  void handleRequest_methods_haveHandlersOfTheirOwn() throws IOException {
    assertThat(TestClient.ask(server.port(), "POST", "/things").body()).isEqualTo("written");
  }

  @ParameterizedTest
  @CsvSource({
    "/things/1, 1",
    "/things/1/, 1",
    "/things/a%25b, a%b",
    "/things/a+b, a+b",
    "/things/a%2Fb, a%2Fb",
    "/things/%C3%A4, \u00c3\u00a4"
  })
  void handleRequest_template_valueIsDecoded(String target, String id) throws IOException {
    assertThat(TestClient.ask(server.port(), "GET", target).body()).isEqualTo("/things/{id} " + id);
  }

  @Test
  void new_sameMethodAndPathTwice_isRejected() {
    Route route = Route.open(List.of(Methods.GET), "/things", READ);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Routes(List.of(route, route)))
        .withMessage("served twice: GET /things");
  }

  @Test
  void rows_toString_isMethodsAndPath() {
    assertThat(ROUTES.rows())
        .map(Route::toString)
        .containsExactly("GET, HEAD /things", "POST /things", "GET /things/{id}");
  }
}
