package com.pantahub.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the log go to standard error, one line an event. Thread-safe.
 *
 * <p>Logback finds it as a service; there is no configuration file. The libraries below the server
 * are heard from {@code warn} on, and entirely where the level is {@code debug} or {@code trace}.
 */
public final class StderrLogging extends ContextAwareBase implements Configurator {
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{0}: %msg%n";
  private static final List<String> LIBRARIES =
      List.of("com.zaxxer", "io.undertow", "org.flywaydb", "org.jboss", "org.jdbi", "org.xnio");

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget(ConsoleTarget.SystemErr.getName());
    appender.setEncoder(encoder);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    set(context, Level.INFO);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Sets the least important level that is logged. */
  static void setLevel(org.slf4j.event.Level level) {
    set((LoggerContext) LoggerFactory.getILoggerFactory(), Level.convertAnSLF4JLevel(level));
  }

  private static void set(LoggerContext context, Level level) {
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(level);
    Level ofLibraries = level.equals(Level.INFO) ? Level.WARN : level;
    LIBRARIES.forEach(name -> context.getLogger(name).setLevel(ofLibraries));
  }
}
