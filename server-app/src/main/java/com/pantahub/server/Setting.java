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
      "Serve OpenMetrics 1.0.0 to clients that prefer it to the text format 0.0.4.");

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
    return this == GO_METRICS || this == OPENMETRICS;
  }

  /** Tells whether an empty variable is a value; otherwise it counts as not set. */
  boolean takesEmptyValue() {
    return this == POWERED_BY;
  }
}
