package com.pantahub.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapeTimeoutTest {

  @ParameterizedTest
  @CsvSource({
    "PT1H, 1h0m0s",
    "PT1.5S, 1.5s",
    "PT0.2S, 200ms",
    "PT1M30S, 1m30s",
    "PT10S, 10s",
    "PT1M, 1m0s",
    "PT59.999S, 59.999s",
    "PT59.999999999S, 59.999999999s",
    "PT1M0.1S, 1m0.1s",
    "PT1H1M1.001S, 1h1m1.001s",
    "PT23H59M59S, 23h59m59s",
    "P1D, 24h0m0s",
    "P10D, 240h0m0s",
    "PT100H30M, 100h30m0s",
    "PT0.0015S, 1.5ms",
    "PT0.001S, 1ms",
    "PT0.999999999S, 999.999999ms",
    "PT0.000001S, 1µs",
    "PT0.0000015S, 1.5µs",
    "PT0.000000001S, 1ns",
    "PT0.000000999S, 999ns",
    "PT0.1S, 100ms",
    "PT20S, 20s"
  })
  void format_isAsGoPrints(Duration duration, String text) {
    assertThat(ScrapeTimeout.format(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "10, PT10S",
    "0.5, PT0.5S",
    "10.0, PT10S",
    ".5, PT0.5S",
    "' 3 ', PT3S",
    "00010, PT10S",
    "0.000000001, PT0.000000001S",
    "1.0000000004, PT1S",
    "59.999, PT59.999S"
  })
  void of_secondsOfTheClient_areTheLimit(String header, Duration expected) {
    assertThat(ScrapeTimeout.of(null, header)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "0.0",
        "-1",
        "-0.5",
        "abc",
        "10s",
        "1e",
        "NaN",
        "Infinity",
        "Inf",
        "+Inf",
        "-Inf",
        "1,5",
        "1 0",
        "0x10",
        "10d",
        "10f",
        "٣",
        "1_0",
        "..5",
        "5..",
        "1.2.3",
        "."
      })
  void of_anythingElse_isIgnored(String header) {
    Duration limit = Duration.ofSeconds(7);

    assertThat(ScrapeTimeout.of(null, header)).isNull();
    assertThat(ScrapeTimeout.of(limit, header)).isEqualTo(limit);
  }

  @ParameterizedTest
  @CsvSource({
    "PT10S, 5, PT5S",
    "PT10S, 10, PT10S",
    "PT10S, 15, PT10S",
    "PT10S, 99999999999999999999, PT10S",
    "PT10S, , PT10S",
    "PT0.001S, 0.5, PT0.001S"
  })
  void of_both_isTheShorter(Duration limit, @Nullable String header, Duration expected) {
    assertThat(ScrapeTimeout.of(limit, header)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "99999999999999999999999999", "1000000000000"})
  void of_moreThanAnybodyWaits_isStillANumberOfNanoseconds(String header) {
    Duration limit = ScrapeTimeout.of(null, header);

    assertThat(limit).isGreaterThan(Duration.ofDays(365));
    assertThat(limit).isLessThan(Duration.ofNanos(Long.MAX_VALUE));
  }
}
