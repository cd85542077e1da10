package io.pitwall.server.postgres.session;

import java.time.Duration;

/**
 * The limits of sessions.
 *
 * @param maxWaitingBytes {@code max-pg-message-bytes}: messages that wait while a query runs; past
 *     it reading pauses
 * @param writeTimeout {@code write-timeout}: how long a client may leave an answer unread
 * @param queryTimeout {@code query-timeout}: of a statement; {@code statement_timeout} can shorten
 *     it
 */
public record SessionLimits(int maxWaitingBytes, Duration writeTimeout, Duration queryTimeout) {
  /** The longest name and the longest value of a setting. */
  public static final int MAX_SETTING_CHARS = 1_024;

  /** The number of settings that a session keeps although this server has no use for them. */
  public static final int MAX_EXTRA_SETTINGS = 64;
}
