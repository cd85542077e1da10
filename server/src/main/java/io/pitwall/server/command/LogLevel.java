package io.pitwall.server.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** Sets what is logged. */
final class LogLevel {
  private static final List<String> NAMES = List.of("error", "warn", "info", "debug", "trace");

  private LogLevel() {}

  /**
   * Sets the level of everything of ours.
   *
   * @throws IllegalArgumentException if there is no such level
   */
  static void set(String name) {
    if (!NAMES.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "log-level: '" + name + "' is none of " + String.join(", ", NAMES));
    }
    if (LoggerFactory.getLogger("io.pitwall") instanceof Logger logger) {
      logger.setLevel(Level.valueOf(name));
    }
  }
}
