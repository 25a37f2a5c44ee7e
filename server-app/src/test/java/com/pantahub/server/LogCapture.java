package com.pantahub.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** Hears everything that is logged while it is open, down to the finest level. Thread-safe. */
final class LogCapture implements AutoCloseable {
  private final Logger root;
  private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private LogCapture(LoggerContext context) {
    root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%msg%n");
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(bytes);
    appender.start();
    root.addAppender(appender);
  }

  static LogCapture start() {
    return new LogCapture((LoggerContext) LoggerFactory.getILoggerFactory());
  }

  /** Lets the finest level be logged, which other appenders then hear too. */
  static LogCapture startFinest() {
    LogCapture capture = start();
    StderrLogging.setLevel(org.slf4j.event.Level.TRACE);
    return capture;
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    appender.stop();
    root.setLevel(Level.INFO);
    StderrLogging.setLevel(org.slf4j.event.Level.INFO);
  }
}
