package com.pantahub.metrics.scrape;

import static com.pantahub.metrics.scrape.GivenFamily.collector;
import static com.pantahub.metrics.scrape.GivenFamily.gauge;
import static com.pantahub.metrics.scrape.GivenFamily.sample;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Accept and Accept-Encoding get, by RFC 9110; malformed headers count as absent. */
class ContentNegotiatorTest {

  private static final String TEXT = "# TYPE g gauge\ng 1\n";

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gzip | gzip",
        "GZip | gzip",
        "x-gzip | gzip",
        "deflate, gzip | gzip",
        "gzip,deflate,br,zstd | gzip",
        "gzip;q=1 | gzip",
        "gzip;q=1.000 | gzip",
        "gzip;q=0.001 | gzip",
        "gzip ; q=0.5 | gzip",
        "gzip\t;\tq=0.5\t,\tbr | gzip",
        "gzip;Q=0.5 | gzip",
        "gzip;q=1. | gzip",
        "* | gzip",
        "*;q=0.1 | gzip",
        "br, *;q=0.5 | gzip",
        "identity;q=0.5, gzip;q=0.5 | gzip",
        "identity;q=0.5, gzip;q=0.6 | gzip",
        "identity;q=0, gzip;q=0.1 | gzip",
        "identity;q=0, * | gzip",
        "gzip;q=0, gzip;q=1 | gzip",
        ",, gzip ,, | gzip",
        "identity, gzip | gzip",
        "`` | identity",
        "` ` | identity",
        ", | identity",
        "identity | identity",
        "IDENTITY;q=1 | identity",
        "gzip;q=0 | identity",
        "gzip;q=0.0 | identity",
        "gzip;q=0.000 | identity",
        "gzip;q=0, * | identity",
        "*;q=0 | identity",
        "identity;q=0 | identity",
        "identity;q=0, gzip;q=0 | identity",
        "identity;q=0, *;q=0 | identity",
        "identity, gzip;q=0.9 | identity",
        "identity, *;q=0.9 | identity",
        "br | identity",
        "deflate, zstd;q=0.5 | identity",
        "gzipped | identity",
        "xgzip | identity",
        "gzip;q=2 | identity",
        "gzip;q=1.001 | identity",
        "gzip;q=1.0000 | identity",
        "gzip;q=0.0001 | identity",
        "gzip;q=-1 | identity",
        "gzip;q=.5 | identity",
        "gzip;q=abc | identity",
        "gzip;q=0x1 | identity",
        "gzip;q=1e0 | identity",
        "gzip;q=+1 | identity",
        "gzip;q=٠.٥ | identity",
        "gzip;q= | identity",
        "gzip;q | identity",
        "gzip; | identity",
        "gzip;=1 | identity",
        "gzip;q =1 | identity",
        "gzip;q= 1 | identity",
        "gzip;q=1;;q=1 | identity",
        "gzip deflate | identity",
        "gzip; q=1 deflate | identity",
        "gzip;q=1, @ | identity",
        "gzip, br;q=7 | identity",
        ";q=1 | identity",
        "\"gzip\" | identity",
        "gzip\u0000;q=1 | identity",
        "gzip, (br) | identity",
      })
  void acceptEncoding_getsItsCoding(String acceptEncoding, String coding) {
    ScrapeEndpoint endpoint = endpoints.of(collector(gauge("g", sample("g", 1))));

    Answer answer = Answer.getEncoded(endpoint, acceptEncoding);

    if (coding.equals("gzip")) {
      assertThat(answer.headers()).containsEntry("Content-Encoding", "gzip");
    } else {
      assertThat(answer.headers()).doesNotContainKey("Content-Encoding");
    }
    assertThat(answer.headers()).containsEntry("Vary", "Accept, Accept-Encoding");
    assertThat(answer.text()).isEqualTo(TEXT);
  }

  @Test
  void acceptEncoding_absent_getsIdentity() {
    ScrapeEndpoint endpoint = endpoints.of(collector(gauge("g", sample("g", 1))));

    assertThat(Answer.getEncoded(endpoint, null).headers())
        .containsOnlyKeys("Content-Type", "Vary");
  }

  @Test
  void acceptEncoding_veryLong_isRead() {
    ScrapeEndpoint endpoint = endpoints.of(collector(gauge("g", sample("g", 1))));

    assertThat(Answer.getEncoded(endpoint, "br, ".repeat(100_000) + "gzip").text()).isEqualTo(TEXT);
    assertThat(Answer.getEncoded(endpoint, ",".repeat(500_000)).text()).isEqualTo(TEXT);
  }

  @Test
  void compressionOff_isIdentityWhateverIsAccepted() {
    ScrapeEndpoint endpoint =
        endpoints.make(
            b -> b.ownMetrics(false).compression(false), collector(gauge("g", sample("g", 1))));

    Answer answer = Answer.getEncoded(endpoint, "gzip, identity;q=0");

    assertThat(answer.headers()).doesNotContainKey("Content-Encoding");
    assertThat(answer.text()).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "text/plain",
        "text/plain;version=0.0.4",
        "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        "text/plain; charset=utf-8; version=0.0.4; escaping=allow-utf-8",
        "text/html",
        "application/json;q=1",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited",
        "text/plain;q=0",
        "text/plain;q=abc",
        "text/",
        "/",
        ";;;",
        "text/plain;version=\"0.0.4\"",
        "text/plain;version=\"",
        "text/plain;version=9.9.9",
        "\ud83d",
        "text/plain text/plain"
      })
  void accept_notOpenMetrics_getsTextFormat(String accept) {
    ScrapeEndpoint endpoint = endpoints.of(collector(gauge("g", sample("g", 1))));

    Answer answer = Answer.of(endpoint.scrape(new ScrapeRequest("GET", null, accept, null, null)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.text()).isEqualTo(TEXT);
  }
}
