package com.pantahub.server;

import com.pantahub.metrics.scrape.ErrorMode;
import io.undertow.util.HttpString;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.event.Level;

/**
 * What a server is started with: every setting as a checked value. Immutable.
 *
 * @param http how it is reached
 * @param logLevel least important level that is logged
 * @param scrape how metrics are served
 * @param auth who gets in
 * @param store where everything is kept
 */
record ServerConfig(
    HttpConfig http, Level logLevel, ScrapeConfig scrape, AuthConfig auth, StoreConfig store) {

  /** Longest time that a stopping server waits for requests under way. */
  static final Duration DRAIN_TIMEOUT = Duration.ofMillis(4_500);

  private static final int MAX_PORT = 65_535;
  private static final int MAX_SCRAPES_IN_FLIGHT = 1_000;
  private static final Duration MIN_SCRAPE_TIMEOUT = Duration.ofMillis(1);
  private static final Duration MAX_SCRAPE_TIMEOUT = Duration.ofMinutes(10);
  private static final Pattern HEADER_VALUE = Pattern.compile("([!-~]([ -~]{0,254}[!-~])?)?");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern AUTH_URL = Pattern.compile("https?://[!#-\\[\\]-~]{1,512}");

  /**
   * How the server is reached. Immutable.
   *
   * @param address host name or IP address to listen on, an IPv6 address without brackets
   * @param port TCP port to listen on, 0 for any free one
   * @param poweredBy value of the {@code X-Powered-By} header, empty for no such header
   * @param clientAddressHeader header in which a proxy names the client
   */
  record HttpConfig(
      String address, int port, String poweredBy, Optional<HttpString> clientAddressHeader) {}

  /**
   * How metrics are served. Immutable.
   *
   * @param timeout longest time one scrape may take
   * @param maxInFlight scrapes served at the same time
   * @param errorMode what becomes of a scrape that cannot collect everything
   * @param goMetrics whether the {@code go_*} families are served
   * @param openMetrics whether OpenMetrics is served to clients that prefer it
   */
  record ScrapeConfig(
      Duration timeout,
      int maxInFlight,
      ErrorMode errorMode,
      boolean goMetrics,
      boolean openMetrics) {}

  /**
   * Who gets in. Immutable.
   *
   * @param url URL of {@code /auth} as clients see it
   * @param demo whether there are the accounts of the demo
   * @param signUp whether anybody may make an account
   * @param keys where the keys of tokens come from
   * @param administrationSecret password of the administration; empty, nobody has it
   */
  record AuthConfig(
      String url,
      boolean demo,
      boolean signUp,
      KeyConfig keys,
      Optional<HiddenText> administrationSecret) {}

  /**
   * Where the keys of tokens come from. Immutable.
   *
   * @param privateKey base64 of PEM; empty, they are in the data directory
   * @param publicKey base64 of PEM; empty, it is taken from the private one
   */
  record KeyConfig(Optional<HiddenText> privateKey, Optional<HiddenText> publicKey) {}

  /**
   * Where everything is kept. Immutable.
   *
   * @param dataDirectory directory of the server's own files
   * @param url JDBC URL of a database; empty, a file in the data directory is one
   * @param user user of that database
   * @param password password of that user
   */
  record StoreConfig(
      Path dataDirectory,
      Optional<HiddenText> url,
      Optional<String> user,
      Optional<HiddenText> password) {}

  /**
   * Checks the given values.
   *
   * @throws IllegalArgumentException if one is malformed or out of bounds
   */
  static ServerConfig of(SettingValues values) {
    return new ServerConfig(
        new HttpConfig(
            address(values),
            values.integer(Setting.PORT, 0, MAX_PORT),
            poweredBy(values),
            clientAddressHeader(values)),
        values.oneOf(Setting.LOG_LEVEL, Level.class),
        new ScrapeConfig(
            values.duration(Setting.SCRAPE_TIMEOUT, MIN_SCRAPE_TIMEOUT, MAX_SCRAPE_TIMEOUT),
            values.integer(Setting.SCRAPE_MAX_IN_FLIGHT, 1, MAX_SCRAPES_IN_FLIGHT),
            values.oneOf(Setting.SCRAPE_ERRORS, ErrorMode.class),
            values.flag(Setting.GO_METRICS),
            values.flag(Setting.OPENMETRICS)),
        new AuthConfig(
            authUrl(values),
            values.flag(Setting.DEMO),
            values.flag(Setting.SIGNUP),
            keys(values),
            values.hidden(Setting.SA_ADMIN_SECRET)),
        new StoreConfig(
            dataDirectory(values),
            values.hidden(Setting.DB_URL),
            values.textIfAny(Setting.DB_USER),
            values.hidden(Setting.DB_PASSWORD)));
  }

  private static String address(SettingValues values) {
    String text = values.text(Setting.ADDRESS);
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    String address = bracketed ? text.substring(1, text.length() - 1) : text;
    if (address.isBlank()) {
      throw values.rejected(Setting.ADDRESS, "must be a host name or an IP address");
    }
    return address;
  }

  private static String poweredBy(SettingValues values) {
    String text = values.text(Setting.POWERED_BY);
    if (!HEADER_VALUE.matcher(text).matches()) {
      throw values.rejected(
          Setting.POWERED_BY,
          "must be at most 256 printable ASCII characters without outer spaces");
    }
    return text;
  }

  private static Optional<HttpString> clientAddressHeader(SettingValues values) {
    Optional<String> name = values.textIfAny(Setting.CLIENT_ADDRESS_HEADER);
    if (name.filter(text -> !HEADER_NAME.matcher(text).matches()).isPresent()) {
      throw values.rejected(Setting.CLIENT_ADDRESS_HEADER, "must be the name of a header");
    }
    return name.map(HttpString::tryFromString);
  }

  private static String authUrl(SettingValues values) {
    String text = values.text(Setting.AUTH_URL);
    if (!AUTH_URL.matcher(text).matches() || !isUri(text)) {
      throw values.rejected(Setting.AUTH_URL, "must be an http or https URL");
    }
    return text;
  }

  private static boolean isUri(String text) {
    try {
      return URI.create(text).getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static KeyConfig keys(SettingValues values) {
    KeyConfig keys =
        new KeyConfig(values.hidden(Setting.JWT_SECRET), values.hidden(Setting.JWT_PUB));
    if (keys.publicKey().isPresent() && keys.privateKey().isEmpty()) {
      throw values.rejected(Setting.JWT_PUB, "needs " + Setting.JWT_SECRET.variable());
    }
    return keys;
  }

  private static Path dataDirectory(SettingValues values) {
    String text = values.text(Setting.DATA_DIR);
    try {
      if (!text.isBlank()) {
        return Path.of(text);
      }
    } catch (InvalidPathException e) {
      // Answered below like a missing one.
    }
    throw values.rejected(Setting.DATA_DIR, "must be a path");
  }
}
