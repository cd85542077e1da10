package io.pitwall.server.postgres;

import java.time.Duration;

/**
 * What a client may ask of this server.
 *
 * @param maxMessageBytes {@code max-pg-message-bytes}: length of one message after login; also the
 *     bytes of messages that wait while a query runs
 * @param maxConnections {@code max-pg-connections}: logged in or about to; as many again may
 *     connect to be told so or to cancel
 * @param startupTimeout {@code pg-startup-timeout}: from the connection to the end of the login
 * @param writeTimeout {@code write-timeout}: how long a client may leave an answer unread before
 *     the connection is closed
 * @param queryTimeout {@code query-timeout}: of a statement; {@code statement_timeout} can shorten
 *     it
 */
public record PostgresLimits(
    int maxMessageBytes,
    int maxConnections,
    Duration startupTimeout,
    Duration writeTimeout,
    Duration queryTimeout) {
  public static final PostgresLimits DEFAULT =
      new PostgresLimits(
          2 << 20, 100, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));

  /** Length of one message before the login is done. */
  static final int MAX_STARTUP_BYTES = 10_000;

  /** Settings of a session that this server has no use for but keeps. */
  static final int MAX_EXTRA_SETTINGS = 64;

  /** Length of a setting's name and of its value. */
  static final int MAX_SETTING_CHARS = 1_024;

  public PostgresLimits {
    if (maxMessageBytes < MAX_STARTUP_BYTES) {
      throw new IllegalArgumentException(
          "max-pg-message-bytes must be at least " + MAX_STARTUP_BYTES + ": " + maxMessageBytes);
    }
    if (maxConnections < 1) {
      throw new IllegalArgumentException("max-pg-connections must be at least 1");
    }
  }
}
