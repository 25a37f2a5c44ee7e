package com.pantahub.metrics.scrape;

import static com.pantahub.metrics.scrape.GivenFamily.collector;
import static com.pantahub.metrics.scrape.GivenFamily.family;
import static com.pantahub.metrics.scrape.GivenFamily.gauge;
import static com.pantahub.metrics.scrape.GivenFamily.sample;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.source.FamilyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which families a query asks for. */
class NameFilterTest {

  private static final int MAX_QUERY_CHARS = 64 * 1024;
  private static final int MAX_NAMES = 1024;

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  /** Queries and the names of the families they get, out of a, b_total and h. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | a b_total h",
        "& | a b_total h",
        "x=1 | a b_total h",
        "name=a | a b_total h",
        "name[=a | a b_total h",
        "Name[]=a | a b_total h",
        "name[]=a | a",
        "name%5B%5D=a | a",
        "name%5b%5d=a | a",
        "name%5B]=a | a",
        "%6eame[]=a | a",
        "name[]=%61 | a",
        "name[]=b%5Ftotal | b_total",
        "name[]=b | ``",
        "name[]=a&name[]=h | a h",
        "name[]=h&name[]=a&name[]=h | a h",
        "x=1&name[]=a&y | a",
        "&&name[]=a&& | a",
        "name[]=a&name[]= | a",
        "name[]=&name[]=a | a",
        "name[]= | ``",
        "name[] | ``",
        "name[]=&name[] | ``",
        "name[]=nosuch | ``",
        "name[]=h_bucket | ``",
        "name[]=+a | ``",
        "name[]=a+ | ``",
        "name[]=a%20 | ``",
        "name[]=A | ``",
        "name[]==a | ``",
        "name[]=a=b | ``",
        "name[]=a,h | ``",
        "name[]=a%26name[]=h | ``",
        "name[]=a%00 | ``",
        "name[]=%C3%A9 | ``",
        "name[]=é | ``",
        "name[]=%FF | ``",
        "name[]=%F0%9F%98%80&name[]=a | a",
        "name[]=a;name[]=h | ``",
        "name[]=%2561 | ``",
        "name[]=%61%62 | ``",
        "name[]=a&x=%41 | a",
      })
  void query_getsItsFamilies(String query, String names) {
    Answer answer = Answer.get(endpoint(), query);

    assertThat(answer.families().stream().map(ParsedFamily::name).collect(joining(" ")))
        .isEqualTo(names);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "%4",
        "%4g",
        "%g4",
        "%%41",
        "%-1",
        "%+1",
        "% 1",
        "%１１",
        "name[]=%",
        "name[]=a%",
        "name[]=a%4",
        "name[]=%zz",
        "name[]=a&%",
        "name[]=a&x=%",
        "name[]=a&x=%4&y=1",
        "name[]=a%&name[]=b",
        "name[]=a%6&name[]=b",
        "name%5=a",
        "name%5B%5=a",
        "x%=1",
        "%u0061"
      })
  void query_withABadEscape_is400(String query) {
    Answer answer = Answer.get(endpoint(), query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
    assertThat(answer.text()).endsWith("\n").doesNotContain("\tat ");
  }

  @Test
  void query_null_getsAll() {
    assertThat(Answer.get(endpoint()).families()).hasSize(3);
  }

  @Test
  void query_ofTheMostCharacters_isRead() {
    String longest = "name[]=a&x=" + "y".repeat(MAX_QUERY_CHARS - 11);

    assertThat(Answer.get(endpoint(), longest).families()).hasSize(1);
    assertThat(Answer.get(endpoint(), longest + "y").status()).isEqualTo(400);
  }

  @Test
  void query_ofTheMostNames_isRead() {
    String most = "name[]=a" + "&name[]=".repeat(MAX_NAMES - 1);

    assertThat(Answer.get(endpoint(), most).families()).hasSize(1);
    assertThat(Answer.get(endpoint(), most + "&x=1").families()).hasSize(1);
    assertThat(Answer.get(endpoint(), most + "&name[]").status()).isEqualTo(400);
    assertThat(Answer.get(endpoint(), "name[]=a&".repeat(MAX_NAMES + 1)).status()).isEqualTo(400);
  }

  @Test
  void query_thatMatchesNothing_getsAnEmptyBodyInAnyCoding() {
    ScrapeEndpoint endpoint = endpoint();

    for (String query : new String[] {"name[]=", "name[]=nosuch"}) {
      Answer identity = Answer.get(endpoint, query);
      Answer gzip = Answer.of(endpoint.scrape(new ScrapeRequest("GET", query, null, "gzip", null)));

      assertThat(identity.status()).isEqualTo(200);
      assertThat(identity.rawBody()).isEmpty();
      assertThat(identity.headers())
          .containsEntry("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      assertThat(gzip.status()).isEqualTo(200);
      assertThat(gzip.body()).isEmpty();
    }
  }

  @Test
  void query_thatMatchesNothing_is200AlsoWhileACollectorFails() {
    ScrapeEndpoint endpoint =
        endpoints.make(
            b -> b,
            collector(gauge("a", sample("a", 1))),
            visitor -> {
              throw new IllegalStateException("broken");
            });

    assertThat(Answer.get(endpoint, "name[]=").status()).isEqualTo(200);
  }

  private ScrapeEndpoint endpoint() {
    return endpoints.of(
        collector(
            gauge("a", sample("a", 1)),
            family("b", FamilyType.COUNTER, null, sample("b_total", 1)),
            family("h", FamilyType.HISTOGRAM, null, sample("h_bucket", 1, "le", "+Inf"))));
  }
}
