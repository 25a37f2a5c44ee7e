package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.pantahub.metrics.scrape.ErrorMode;
import com.pantahub.server.ServerConfig.AuthConfig;
import com.pantahub.server.ServerConfig.HttpConfig;
import com.pantahub.server.ServerConfig.KeyConfig;
import com.pantahub.server.ServerConfig.ScrapeConfig;
import com.pantahub.server.ServerConfig.StoreConfig;
import io.undertow.util.HttpString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

class ServerConfigTest {

  @Test
  void of_nothingSet_isTheDefaults() {
    assertThat(config(Map.of(), Map.of()))
        .isEqualTo(
            new ServerConfig(
                new HttpConfig("0.0.0.0", 12365, "go-json-rest", Optional.empty()),
                Level.INFO,
                new ScrapeConfig(Duration.ofSeconds(10), 40, ErrorMode.CONTINUE, true, false),
                new AuthConfig(
                    "http://localhost:12365/auth",
                    false,
                    false,
                    new KeyConfig(Optional.empty(), Optional.empty()),
                    Optional.empty()),
                new StoreConfig(
                    Path.of("pantahub-data"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())));
  }

  @Test
  void of_everyVariableSet_isTheirValues() {
    Map<String, String> variables =
        Map.ofEntries(
            Map.entry("PANTAHUB_ADDRESS", "::1"),
            Map.entry("PANTAHUB_PORT_INT", "0"),
            Map.entry("PANTAHUB_LOG_LEVEL", "debug"),
            Map.entry("PANTAHUB_POWERED_BY", "nobody"),
            Map.entry("PANTAHUB_CLIENT_ADDRESS_HEADER", "X-Forwarded-For"),
            Map.entry("PANTAHUB_SCRAPE_TIMEOUT", "500ms"),
            Map.entry("PANTAHUB_SCRAPE_MAX_IN_FLIGHT", "3"),
            Map.entry("PANTAHUB_SCRAPE_ERRORS", "strict"),
            Map.entry("PANTAHUB_GO_METRICS", "false"),
            Map.entry("PANTAHUB_OPENMETRICS", "true"),
            Map.entry("PANTAHUB_DATA_DIR", "data"),
            Map.entry("PH_AUTH", "https://hub.example/auth"),
            Map.entry("PANTAHUB_DEMO", "true"),
            Map.entry("PANTAHUB_SIGNUP", "true"),
            Map.entry("PANTAHUB_DB_URL", "jdbc:postgresql://db/hub"),
            Map.entry("PANTAHUB_DB_USER", "hub"),
            Map.entry("PANTAHUB_DB_PASSWORD", "tell-nobody-1"),
            Map.entry("PANTAHUB_JWT_SECRET", "tell-nobody-2"),
            Map.entry("PANTAHUB_JWT_PUB", "tell-nobody-3"),
            Map.entry("PANTAHUB_SA_ADMIN_SECRET", "tell-nobody-4"),
            Map.entry("PANTAHUB_SOMETHING_ELSE", "ignored"),
            Map.entry("PATH", "ignored"));
    ServerConfig config = config(Map.of(), variables);
    assertThat(config)
        .isEqualTo(
            new ServerConfig(
                new HttpConfig(
                    "::1", 0, "nobody", Optional.of(HttpString.tryFromString("X-Forwarded-For"))),
                Level.DEBUG,
                new ScrapeConfig(Duration.ofMillis(500), 3, ErrorMode.STRICT, false, true),
                new AuthConfig(
                    "https://hub.example/auth",
                    true,
                    true,
                    new KeyConfig(hidden("tell-nobody-2"), hidden("tell-nobody-3")),
                    hidden("tell-nobody-4")),
                new StoreConfig(
                    Path.of("data"),
                    hidden("jdbc:postgresql://db/hub"),
                    Optional.of("hub"),
                    hidden("tell-nobody-1"))));
    assertThat(config.toString()).doesNotContain("tell-nobody", "jdbc:");
  }

  private static Optional<HiddenText> hidden(String text) {
    return Optional.of(new HiddenText(text));
  }

  @Test
  void of_optionAndVariable_optionWins() {
    ServerConfig config = config(Map.of(Setting.PORT, "2"), Map.of("PANTAHUB_PORT_INT", "1"));
    assertThat(config.http().port()).isEqualTo(2);
  }

  @Test
  void of_optionAndBadVariable_optionWins() {
    ServerConfig config = config(Map.of(Setting.PORT, "2"), Map.of("PANTAHUB_PORT_INT", "one"));
    assertThat(config.http().port()).isEqualTo(2);
  }

  @Test
  void of_emptyVariable_isNotSet() {
    assertThat(config(Map.of(), Map.of("PANTAHUB_PORT_INT", "")).http().port()).isEqualTo(12365);
  }

  @Test
  void of_emptyPoweredByVariable_isEmpty() {
    assertThat(config(Map.of(), Map.of("PANTAHUB_POWERED_BY", "")).http().poweredBy()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ADDRESS,              localhost,                localhost
          ADDRESS,              [::1],                    ::1
          PORT,                 65535,                    65535
          PORT,                 0,                        0
          LOG_LEVEL,            TRACE,                    TRACE
          LOG_LEVEL,            error,                    ERROR
          POWERED_BY,           '',                       ''
          POWERED_BY,           a,                        a
          POWERED_BY,           two words,                two words
          SCRAPE_TIMEOUT,       1ms,                      PT0.001S
          SCRAPE_TIMEOUT,       90s,                      PT1M30S
          SCRAPE_TIMEOUT,       10m,                      PT10M
          SCRAPE_MAX_IN_FLIGHT, 1,                        1
          SCRAPE_MAX_IN_FLIGHT, 1000,                     1000
          SCRAPE_ERRORS,        Strict,                   STRICT
          GO_METRICS,           FALSE,                    false
          OPENMETRICS,          true,                     true
          DATA_DIR,             /var/lib/pantahub,        /var/lib/pantahub
          AUTH_URL,             https://a.b:1/auth,       https://a.b:1/auth
          CLIENT_ADDRESS_HEADER, Forwarded-By,            Forwarded-By
          DEMO,                 True,                     true
          SIGNUP,               false,                    false
          """)
  void of_goodValue_isTaken(Setting setting, String text, String expected) {
    ServerConfig config = config(Map.of(setting, text), Map.of());
    Object value =
        switch (setting) {
          case ADDRESS -> config.http().address();
          case PORT -> config.http().port();
          case LOG_LEVEL -> config.logLevel();
          case POWERED_BY -> config.http().poweredBy();
          case SCRAPE_TIMEOUT -> config.scrape().timeout();
          case SCRAPE_MAX_IN_FLIGHT -> config.scrape().maxInFlight();
          case SCRAPE_ERRORS -> config.scrape().errorMode();
          case GO_METRICS -> config.scrape().goMetrics();
          case OPENMETRICS -> config.scrape().openMetrics();
          case DATA_DIR -> config.store().dataDirectory();
          case AUTH_URL -> config.auth().url();
          case CLIENT_ADDRESS_HEADER -> config.http().clientAddressHeader().orElseThrow();
          case DEMO -> config.auth().demo();
          case SIGNUP -> config.auth().signUp();
          default -> throw new AssertionError(setting + " has no option");
        };
    assertThat(value).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ADDRESS,              '',     must be a host name or an IP address
          ADDRESS,              ' ',    must be a host name or an IP address
          ADDRESS,              [],     must be a host name or an IP address
          PORT,                 -1,     must be a whole number from 0 to 65535
          PORT,                 65536,  must be a whole number from 0 to 65535
          PORT,                 http,   must be a whole number from 0 to 65535
          PORT,                 '',     must be a whole number from 0 to 65535
          PORT,                 1.5,    must be a whole number from 0 to 65535
          PORT,                 ' 80',  must be a whole number from 0 to 65535
          PORT,                 99999999999, must be a whole number from 0 to 65535
          LOG_LEVEL,            loud,   'must be one of error, warn, info, debug, trace'
          LOG_LEVEL,            '',     'must be one of error, warn, info, debug, trace'
          POWERED_BY,           ' a',   must be at most 256 printable ASCII characters without outer spaces
          POWERED_BY,           'a ',   must be at most 256 printable ASCII characters without outer spaces
          POWERED_BY,           ä,      must be at most 256 printable ASCII characters without outer spaces
          SCRAPE_TIMEOUT,       0s,     'must be a duration such as 500ms, 10s or 1m, from 1ms to 10m'
          SCRAPE_TIMEOUT,       11m,    'must be a duration such as 500ms, 10s or 1m, from 1ms to 10m'
          SCRAPE_TIMEOUT,       10,     'must be a duration such as 500ms, 10s or 1m, from 1ms to 10m'
          SCRAPE_TIMEOUT,       -1s,    'must be a duration such as 500ms, 10s or 1m, from 1ms to 10m'
          SCRAPE_TIMEOUT,       1h,     'must be a duration such as 500ms, 10s or 1m, from 1ms to 10m'
          SCRAPE_TIMEOUT,       9999999999999s, 'must be a duration such as 500ms, 10s or 1m, from 1ms to 10m'
          SCRAPE_MAX_IN_FLIGHT, 0,      must be a whole number from 1 to 1000
          SCRAPE_MAX_IN_FLIGHT, 1001,   must be a whole number from 1 to 1000
          SCRAPE_ERRORS,        panic,  'must be one of continue, strict'
          GO_METRICS,           yes,    must be true or false
          DATA_DIR,             '',     must be a path
          DATA_DIR,             ' ',    must be a path
          AUTH_URL,             /auth,  must be an http or https URL
          AUTH_URL,             '',     must be an http or https URL
          AUTH_URL,             ftp://a/auth, must be an http or https URL
          AUTH_URL,             'http://a/"b', must be an http or https URL
          AUTH_URL,             'http://a/b c', must be an http or https URL
          AUTH_URL,             http://,        must be an http or https URL
          CLIENT_ADDRESS_HEADER, 'a b', must be the name of a header
          DEMO,                 1,      must be true or false
          SIGNUP,               maybe,  must be true or false
          """)
  void of_badOption_isRejectedByItsName(Setting setting, String text, String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(Map.of(setting, text), Map.of()))
        .withMessage(setting.option() + " " + rule + ": '" + text + "'");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          PORT,                 -1,     must be a whole number from 0 to 65535
          LOG_LEVEL,            loud,   'must be one of error, warn, info, debug, trace'
          SCRAPE_ERRORS,        panic,  'must be one of continue, strict'
          GO_METRICS,           1,      must be true or false
          """)
  void of_badVariable_isRejectedByItsName(Setting setting, String text, String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(Map.of(), Map.of(setting.variable(), text)))
        .withMessage(setting.variable() + " " + rule + ": '" + text + "'");
  }

  @Test
  void of_publicKeyWithoutPrivate_isRejectedWithoutIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(Map.of(), Map.of("PANTAHUB_JWT_PUB", "c2VjcmV0")))
        .withMessage("PANTAHUB_JWT_PUB needs PANTAHUB_JWT_SECRET");
  }

  @Test
  void of_poweredByWithLineBreak_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(Map.of(Setting.POWERED_BY, "a\r\nSet-Cookie: b"), Map.of()));
  }

  private static ServerConfig config(Map<Setting, String> options, Map<String, String> variables) {
    return ServerConfig.of(new SettingValues(options, variables));
  }
}
