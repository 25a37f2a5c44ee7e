package com.pantahub.server;

/**
 * One thing a person can set: its option, its environment variable, its default and its meaning.
 * Immutable.
 */
enum Setting {
  ADDRESS(
      "--address",
      "PANTAHUB_ADDRESS",
      "<address>",
      "0.0.0.0",
      "Host name or IP address to listen on. The default is every interface."),
  PORT(
      "--port",
      "PANTAHUB_PORT_INT",
      "<port>",
      "12365",
      "TCP port to listen on. 0 takes any free port; the first line of output names it."),
  LOG_LEVEL(
      "--log-level",
      "PANTAHUB_LOG_LEVEL",
      "<level>",
      "info",
      "What goes to standard error: error, warn, info, debug or trace."),
  POWERED_BY(
      "--powered-by",
      "PANTAHUB_POWERED_BY",
      "<text>",
      "go-json-rest",
      "Value of the X-Powered-By response header. Empty leaves the header out."),
  SCRAPE_TIMEOUT(
      "--scrape-timeout",
      "PANTAHUB_SCRAPE_TIMEOUT",
      "<duration>",
      "10s",
      "Longest time one scrape may take, such as 500ms, 10s or 1m; then 503."),
  SCRAPE_MAX_IN_FLIGHT(
      "--scrape-max-in-flight",
      "PANTAHUB_SCRAPE_MAX_IN_FLIGHT",
      "<count>",
      "40",
      "Scrapes served at the same time; one more is 503."),
  SCRAPE_ERRORS(
      "--scrape-errors",
      "PANTAHUB_SCRAPE_ERRORS",
      "<mode>",
      "continue",
      "Metrics that cannot be collected: continue leaves out the offender, strict is 500."),
  GO_METRICS(
      "--go-metrics",
      "PANTAHUB_GO_METRICS",
      "true|false",
      "true",
      "Serve the go_* families, measured on the JVM. --no-go-metrics leaves them out."),
  OPENMETRICS(
      "--openmetrics",
      "PANTAHUB_OPENMETRICS",
      "true|false",
      "false",
      "Serve OpenMetrics 1.0.0 to clients that prefer it to the text format 0.0.4."),
  DATA_DIR(
      "--data-dir",
      "PANTAHUB_DATA_DIR",
      "<directory>",
      "pantahub-data",
      "Where devices, accounts and the key of tokens are kept. Made if there is none."),
  AUTH_URL(
      "--auth-url",
      "PH_AUTH",
      "<url>",
      "http://localhost:12365/auth",
      "URL of /auth as clients see it; it stands in the header of a 401."),
  CLIENT_ADDRESS_HEADER(
      "--client-address-header",
      "PANTAHUB_CLIENT_ADDRESS_HEADER",
      "<name>",
      "",
      "Header in which a proxy before the server names the client, as X-Forwarded-For."),
  DEMO(
      "--demo",
      "PANTAHUB_DEMO",
      "true|false",
      "false",
      "Have the accounts user1, user2 and admin, whose passwords are their names."),
  SIGNUP("--signup", "PANTAHUB_SIGNUP", "true|false", "false", "Let anybody make an account."),
  DB_URL(
      "PANTAHUB_DB_URL",
      "",
      "JDBC URL of a PostgreSQL database to keep all but the key of tokens in."),
  DB_USER("PANTAHUB_DB_USER", "", "User of that database."),
  DB_PASSWORD("PANTAHUB_DB_PASSWORD", "", "That user's password."),
  JWT_SECRET(
      "PANTAHUB_JWT_SECRET",
      "",
      "RSA key of 2048 bits that signs tokens, as base64 of PEM; the same for all servers of a"
          + " database. Made in the data directory if not set."),
  JWT_PUB("PANTAHUB_JWT_PUB", "", "Its public key, as base64 of PEM; only checked against it."),
  SA_ADMIN_SECRET(
      "PANTAHUB_SA_ADMIN_SECRET", "", "Password of saadmin at /healthz/. Not set, nobody has it.");

  private final String option;
  private final String variable;
  private final String valueLabel;
  private final String defaultValue;
  private final String meaning;

  Setting(String option, String variable, String valueLabel, String defaultValue, String meaning) {
    this.option = option;
    this.variable = variable;
    this.valueLabel = valueLabel;
    this.defaultValue = defaultValue;
    this.meaning = meaning;
  }

  /** A setting by variable only: it may be a secret, and options can be seen by other users. */
  Setting(String variable, String defaultValue, String meaning) {
    this("", variable, "", defaultValue, meaning);
  }

  /** The option; empty if there is only the variable. */
  String option() {
    return option;
  }

  String variable() {
    return variable;
  }

  String valueLabel() {
    return valueLabel;
  }

  String defaultValue() {
    return defaultValue;
  }

  String meaning() {
    return meaning;
  }

  /** Tells whether the option takes no value but exists in a positive and a negative form. */
  boolean isSwitch() {
    return this == GO_METRICS || this == OPENMETRICS || this == DEMO || this == SIGNUP;
  }

  /** Tells whether there is no option. What is set so is never printed. */
  boolean isVariableOnly() {
    return option.isEmpty();
  }

  /** Tells whether an empty variable is a value; otherwise it counts as not set. */
  boolean takesEmptyValue() {
    return this == POWERED_BY;
  }
}
