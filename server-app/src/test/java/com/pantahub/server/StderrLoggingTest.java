package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class StderrLoggingTest {

  @AfterEach
  void reset() {
    StderrLogging.setLevel(Level.INFO);
  }

  @ParameterizedTest
  @CsvSource({
    "ERROR, ERROR, ERROR",
    "WARN, WARN, WARN",
    "INFO, INFO, WARN",
    "DEBUG, DEBUG, DEBUG",
    "TRACE, TRACE, TRACE"
  })
  void setLevel_level_holdsForServerAndLibraries(Level level, Level ofServer, Level ofLibraries) {
    StderrLogging.setLevel(level);
    assertLeast(LoggerFactory.getLogger(PantahubServer.class), ofServer);
    assertLeast(LoggerFactory.getLogger("io.undertow.request"), ofLibraries);
    assertLeast(LoggerFactory.getLogger("org.xnio.nio"), ofLibraries);
    assertLeast(LoggerFactory.getLogger("org.jboss.threads"), ofLibraries);
  }

  @Test
  void configure_event_isOneLineOnStandardError() {
    PrintStream stderr = System.err;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    try {
      LoggerFactory.getLogger("some.Part").info("it is {}", "so");
    } finally {
      System.setErr(stderr);
    }
    assertThat(captured.toString(StandardCharsets.UTF_8))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  Part: it is so\\R");
  }

  private static void assertLeast(Logger logger, Level least) {
    for (Level level : Level.values()) {
      assertThat(logger.isEnabledForLevel(level))
          .as("%s at %s", logger.getName(), level)
          .isEqualTo(level.toInt() >= least.toInt());
    }
  }
}
