package com.pantahub.metrics.scrape;

import static com.pantahub.metrics.scrape.GivenFamily.collector;
import static com.pantahub.metrics.scrape.GivenFamily.family;
import static com.pantahub.metrics.scrape.GivenFamily.gauge;
import static com.pantahub.metrics.scrape.GivenFamily.sample;
import static org.assertj.core.api.Assertions.assertThat;

import com.pantahub.metrics.source.FamilyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of special characters, numbers and timestamps. */
class EscapingTest {

  @RegisterExtension private final Endpoints endpoints = new Endpoints();

  @Test
  void labelValue_withSpecialCharacters_escapesBackslashNewlineAndQuote() {
    new RuleCheck(
            endpoints,
            collector(
                gauge(
                    "g",
                    sample("g", 1, "a", "\\"),
                    sample("g", 2, "a", "\"\n\\n\""),
                    sample("g", 3, "a", "\t\r\u0000\u007f{},=# "),
                    sample("g", 4, "a", "\n"))))
        .serves(
            """
            # TYPE g gauge
            g{a="\t\r\0\177{},=# "} 3
            g{a="\\n"} 4
            g{a="\\"\\n\\\\n\\""} 2
            g{a="\\\\"} 1
            """);
  }

  @Test
  void help_withSpecialCharacters_escapesBackslashAndNewlineOnly() {
    new RuleCheck(
            endpoints,
            collector(
                family(
                    "g", FamilyType.GAUGE, " \"a\"\\\n\r\t\u0000 \ud83d\ude00 ", sample("g", 1))))
        .serves("# HELP g  \"a\"\\\\\\n\r\t\u0000 \ud83d\ude00 \n# TYPE g gauge\ng 1\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 32_000, 32_767, 32_768, 65_536, 200_000})
  void labelValueAndHelp_ofAnyLength_areWhole(int length) {
    String text = "\u6f22\"".repeat(length / 2) + "x".repeat(length % 2);
    String escaped = text.replace("\"", "\\\"");

    ScrapeEndpoint endpoint =
        endpoints.of(
            collector(
                family(
                    "g",
                    FamilyType.GAUGE,
                    text,
                    sample("g", 1, "a", text),
                    sample("g", 2, "a", text + "1", "b", text))));

    String expected =
        ("# HELP g " + text + "\n# TYPE g gauge\ng{a=\"" + escaped + "\"} 1\ng{a=\"" + escaped)
            + ("1\",b=\"" + escaped + "\"} 2\n");
    assertThat(Answer.get(endpoint).text().equals(expected)).isTrue();
    assertThat(Answer.getEncoded(endpoint, "gzip").text().equals(expected)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\ude00", "\ude00\ud83d", "ok\ud83d", "\ud83d\ud83d\ude00"})
  void labelValue_withUnpairedSurrogate_losesItsSample(String value) {
    ScrapeEndpoint endpoint =
        endpoints.make(
            builder -> builder,
            collector(gauge("g", sample("g", 1, "a", value), sample("g", 2, "a", "b"))));

    assertThat(Answer.get(endpoint).text()).contains("# TYPE g gauge\ng{a=\"b\"} 2\n# HELP p");
    assertThat(Endpoints.gatheringErrors(endpoint)).isEqualTo(1);
    assertThat(endpoints.logged()).singleElement().asString().contains("is not UTF-8");
  }

  @Test
  void help_withUnpairedSurrogate_losesItsSamples() {
    new RuleCheck(
            endpoints,
            collector(
                family("g", FamilyType.GAUGE, "\ud83d!", sample("g", 1), sample("g", 2, "a", "b"))))
        .servesWithErrors("", 2, "collected metric family g has a help text which is not UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "-0.0, 0",
    "1.0, 1",
    "-1.0, -1",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
    "999999.0, 999999",
    "1000000.0, 1e+06",
    "1.2345675E7, 1.2345675e+07",
    "0.1, 0.1",
    "1.0E-4, 0.0001",
    "9.9E-5, 9.9e-05",
    "2.0E-3, 0.002",
    "1.7976931348623157E308, 1.7976931348623157e+308",
    "4.9E-324, 5e-324",
    "2.0E-9, 2e-09",
    "3.0E100, 3e+100",
    "123456.789, 123456.789"
  })
  void value_isSpelledAsGoSpellsIt(double value, String spelling) {
    ScrapeEndpoint endpoint = endpoints.of(collector(gauge("g", sample("g", value))));

    assertThat(Answer.get(endpoint).text()).isEqualTo("# TYPE g gauge\ng " + spelling + "\n");
  }

  @Test
  void value_notANumberOfAnyBits_isNaN() {
    double signalling = Double.longBitsToDouble(0xfff0000000000001L);
    new RuleCheck(endpoints, collector(gauge("g", sample("g", signalling))))
        .serves("# TYPE g gauge\ng NaN\n");
  }

  @Test
  void timestamp_onlyWhereThereIsOne() {
    new RuleCheck(
            endpoints,
            collector(
                gauge(
                    "g",
                    sample("g", 1, "a", "1").at(0),
                    sample("g", 1, "a", "2"),
                    sample("g", 1, "a", "3").at(1_700_000_000_123L),
                    sample("g", 1, "a", "4").at(Long.MAX_VALUE))))
        .serves(
            """
            # TYPE g gauge
            g{a="1"} 1 0
            g{a="2"} 1
            g{a="3"} 1 1700000000123
            g{a="4"} 1 9223372036854775807
            """);
  }

  @Test
  void boundLabels_ofAnySpelling_areNotReformatted() {
    new RuleCheck(
            endpoints,
            collector(
                family(
                    "h",
                    FamilyType.HISTOGRAM,
                    null,
                    sample("h_bucket", 1, "le", "1.0"),
                    sample("h_bucket", 1, "le", "+2.50E0"),
                    sample("h_bucket", 1, "le", "1000000"),
                    sample("h_bucket", 1, "le", ".5"),
                    sample("h_bucket", 1, "le", "+Inf"))))
        .serves(
            """
            # TYPE h histogram
            h_bucket{le=".5"} 1
            h_bucket{le="1.0"} 1
            h_bucket{le="+2.50E0"} 1
            h_bucket{le="1000000"} 1
            h_bucket{le="+Inf"} 1
            """);
  }
}
