package io.pitwall.server.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** Sets which messages are logged. */
final class LogLevel {
  private static final List<String> NAMES = List.of("error", "warn", "info", "debug", "trace");

  private LogLevel() {}

  /**
   * Sets the level of all loggers of Pitwall.
   *
   * @throws IllegalArgumentException if there is no such level
   */
  static void set(String name) {
    if (!NAMES.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "log-level: '" + name + "' is not one of " + String.join(", ", NAMES));
    }
    if (LoggerFactory.getLogger("io.pitwall") instanceof Logger logger) {
      logger.setLevel(Level.valueOf(name));
    }
  }
}
