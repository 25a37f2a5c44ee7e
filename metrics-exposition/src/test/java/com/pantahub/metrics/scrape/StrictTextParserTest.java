package com.pantahub.metrics.scrape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pantahub.metrics.scrape.ParsedFamily.Label;
import com.pantahub.metrics.scrape.ParsedFamily.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictTextParserTest {

  private static final String HISTOGRAM =
      """
      # HELP h Took \\\\ so\\nlong.
      # TYPE h histogram
      h_bucket{a="1",le="0.5"} 2
      h_bucket{a="1",le="+Inf"} 3
      h_sum{a="1"} 1.5e+06
      h_count{a="1"} 3
      """;

  @Test
  void parse_wellFormed_findsEverything() {
    String summary =
        """
        # TYPE s summary
        s{quantile="0.5"} NaN 12
        s_sum 0.0001
        s_count 0
        # HELP u "quoted"
        # TYPE u untyped
        u{b="\\\\ \\" \\n é"} -Inf 0
        """;

    assertThat(StrictTextParser.parse((HISTOGRAM + summary).getBytes(UTF_8)))
        .containsExactly(
            new ParsedFamily(
                "h",
                "histogram",
                "Took \\ so\nlong.",
                List.of(
                    new Sample(
                        "h_bucket", List.of(new Label("a", "1"), new Label("le", "0.5")), 2, null),
                    new Sample(
                        "h_bucket", List.of(new Label("a", "1"), new Label("le", "+Inf")), 3, null),
                    new Sample("h_sum", List.of(new Label("a", "1")), 1.5e6, null),
                    new Sample("h_count", List.of(new Label("a", "1")), 3, null))),
            new ParsedFamily(
                "s",
                "summary",
                null,
                List.of(
                    new Sample("s", List.of(new Label("quantile", "0.5")), Double.NaN, 12L),
                    new Sample("s_sum", List.of(), 0.0001, null),
                    new Sample("s_count", List.of(), 0, null))),
            new ParsedFamily(
                "u",
                "untyped",
                "\"quoted\"",
                List.of(
                    new Sample(
                        "u",
                        List.of(new Label("b", "\\ \" \n é")),
                        Double.NEGATIVE_INFINITY,
                        0L))));
  }

  @Test
  void parse_nothing_findsNothing() {
    assertThat(StrictTextParser.parse(new byte[0])).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1",
        "-1",
        "999999",
        "1e+06",
        "-1.5e+06",
        "0.0001",
        "1e-05",
        "123456.789",
        "NaN",
        "+Inf",
        "-Inf",
        "5e-324",
        "1.7976931348623157e+308",
        "100",
        "0.10203",
        "1e+21"
      })
  void parse_numberInItsOneSpelling_isAccepted(String number) {
    assertThat(StrictTextParser.parse(gauge("g " + number + "\n"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-0",
        "1.0",
        "01",
        "+1",
        ".5",
        "5.",
        "1000000",
        "0.00001",
        "1e6",
        "1e+6",
        "1E+06",
        "1e+05",
        "10e+06",
        "1.0e+06",
        "1e-04",
        "1e-5",
        "Inf",
        "inf",
        "nan",
        "-NaN",
        "0x1p3",
        "1_000",
        "1.50",
        "",
        "1e+006",
        "--1",
        "Infinity"
      })
  void parse_numberInAnotherSpelling_isRefused(String number) {
    refused(gauge("g " + number + "\n"), 17);
  }

  /** What follows {@code # TYPE g gauge}, and the byte at which it is wrong; {@code ~} is LF. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "g 1|18",
        "g 1~~|19",
        "g  1~|17",
        " g 1~|15",
        "g 1 ~|19",
        "g 1  5~|19",
        "g 1 -5~|19",
        "g 1 05~|19",
        "g 1 5.0~|19",
        "g 1 9223372036854775808~|19",
        "g 1 5 ~|20",
        "g^1~|16",
        "g 1%~|18",
        "h 1~|15",
        "g_total 1~|15",
        "G 1~|15",
        "g{} 1~|17",
        "g{a=\"1\",} 1~|23",
        "g{,a=\"1\"} 1~|17",
        "g{a=\"1\" } 1~|22",
        "g{ a=\"1\"} 1~|17",
        "g{a =\"1\"} 1~|18",
        "g{a= \"1\"} 1~|19",
        "g{a=\"1\", b=\"2\"} 1~|23",
        "g{a=\"1\";b=\"2\"} 1~|22",
        "g {a=\"1\"} 1~|17",
        "g{a='1'} 1~|19",
        "g{a=1} 1~|19",
        "g{a=\"1} 1~|24",
        "g{a=\"1\"}1~|23",
        "g{1a=\"1\"} 1~|17",
        "g{a:b=\"1\"} 1~|18",
        "g{a-b=\"1\"} 1~|18",
        "g{ä=\"1\"} 1~|17",
        "g{a=\"\\t\"} 1~|21",
        "g{a=\"\\u0041\"} 1~|21",
        "g{b=\"1\",a=\"1\"} 1~|15",
        "g{a=\"1\",a=\"2\"} 1~|23",
        "g 1~g 2~|19",
        "g{a=\"1\"} 1~g{a=\"1\"} 1~|26",
        "g 1~# EOF~|19",
        "g 1~# a comment~|19",
        "g 1~#~|19",
        "g 1~# TYPE g gauge~g{a=\"1\"} 1~|19",
        "g 1~# HELP g again~|34",
        "g 1~# HELP h H.~# TYPE i gauge~i 1~|19",
        "g 1~# TYPE f gauge~f 1~|19",
        "g 1~# TYPE h gauge~|19",
        "g 1~# TYPE h~h 1~|27",
        "g 1~# TYPE h enum~h 1~|32",
        "g 1~# TYPE h gauge ~h 1~|33",
        "g 1~# TYPE  h gauge~h 1~|26",
        "g 1~#TYPE h gauge~h 1~|19",
        "g 1~# TYPE 1h gauge~1h 1~|26",
        "g 1~# HELP h a\\tb~# TYPE h gauge~h 1~|30",
        "g 1~# HELP h a\\\"b~# TYPE h gauge~h 1~|30",
        "g 1~# HELP h ~# TYPE h gauge~h 1~|19",
        "g 1~# HELP h~# TYPE h gauge~h 1~|27",
        "g 1~# HELP h H.~h 1~|31",
      })
  void parse_malformed_isRefusedAtTheRightByte(String text, int position) {
    refused(gauge(text.replace('~', '\n').replace('%', '\r').replace('^', '\t')), position);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h_bucket{le=\"1\"} 1~h_bucket{le=\"0.5\"} 2~h_bucket{le=\"+Inf\"} 2|38",
        "h_bucket{le=\"1\"} 1~h_bucket{le=\"1.0\"} 1~h_bucket{le=\"+Inf\"} 2|38",
        "h_bucket{le=\"1\"} 1|0",
        "h_bucket{le=\"1\"} 1~h_sum 1~h_count 1|0",
        "h_bucket{le=\"1\"} 1~h_bucket{a=\"b\",le=\"+Inf\"} 1|38",
        "h_bucket{le=\"x\"} 1~h_bucket{le=\"+Inf\"} 2|19",
        "h_bucket 1|19",
        "h_bucket{le=\"+Inf\"} 2~h_count 3|41",
        "h_sum 2~h_bucket{le=\"+Inf\"} 2|27",
        "h_count 2~h_sum 2|29",
        "h_bucket{le=\"+Inf\",z=\"1\"} 2|19",
        "h_bucket{a=\"1\",le=\"+Inf\"} 1~h_sum{a=\"2\"} 1~h_sum{a=\"1\"} 1|62",
        "h 1|19",
        "h_gcount 1|19",
      })
  void parse_misshapenHistogram_isRefused(String lines, int position) {
    String text = "# TYPE h histogram\n" + lines.replace('~', '\n') + "\n";

    refused(text.getBytes(UTF_8), position);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s{quantile=\"0.9\"} 1~s{quantile=\"0.5\"} 1",
        "s 1",
        "s_sum{quantile=\"1\"} 1",
        "s_count 1~s{quantile=\"0.9\"} 1",
        "s_bucket{le=\"1\"} 1"
      })
  void parse_misshapenSummary_isRefused(String lines) {
    byte[] text = ("# TYPE s summary\n" + lines.replace('~', '\n') + "\n").getBytes(UTF_8);

    assertThatExceptionOfType(TextFormatException.class)
        .isThrownBy(() -> StrictTextParser.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00c0\u0080",
        "\u00ed\u00a0\u0080",
        "\u00f4\u0090\u0080\u0080",
        "\u00ff",
        "\u0080",
        "\u00c3"
      })
  void parse_notUtf8_isRefusedAtTheRightByte(String bytes) {
    refused(("# TYPE g gauge\ng{a=\"" + bytes + "\"} 1\n").getBytes(ISO_8859_1), 20);
  }

  @Test
  void parseLeniently_textOfAnotherWriter_isAccepted() {
    String text =
        """
        # HELP z Last.
        # TYPE z counter
        z_total{b="1",a="2",} 1.0E10
        # HELP empty\s
        # TYPE empty gauge
        # HELP a First.
        # TYPE a gauge
        a -2.5
        """
            .replace("z_total", "z");

    assertThat(StrictTextParser.parseLeniently(text.getBytes(UTF_8))).hasSize(3);
  }

  private static byte[] gauge(String lines) {
    return ("# TYPE g gauge\n" + lines).getBytes(UTF_8);
  }

  private static void refused(byte[] text, int position) {
    assertThatExceptionOfType(TextFormatException.class)
        .isThrownBy(() -> StrictTextParser.parse(text))
        .satisfies(e -> assertThat(e.position()).describedAs(e.getMessage()).isEqualTo(position));
  }
}
