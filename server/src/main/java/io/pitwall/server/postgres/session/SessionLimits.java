package io.pitwall.server.postgres.session;

import io.pitwall.storage.limit.Limit;
import java.time.Duration;
import java.util.List;

/**
 * The limits of sessions.
 *
 * @param maxWaitingBytes {@code max-pg-message-bytes}: messages that wait while a query runs; past
 *     it reading pauses
 * @param writeTimeout {@code write-timeout}: how long a client may leave an answer unread
 * @param queryTimeout {@code query-timeout}: of the statements of one text together; {@code
 *     statement_timeout} can shorten it for each
 */
public record SessionLimits(int maxWaitingBytes, Duration writeTimeout, Duration queryTimeout) {
  /** Checked before the first statement of a text runs. */
  public static final Limit MAX_PG_STATEMENTS =
      Limit.count(
          "max-pg-statements",
          1_000,
          "Most statements in one text of a PostgreSQL client; of a text with more none is run.");

  /** Checked when a setting is set, also by the startup packet. */
  public static final Limit MAX_PG_SETTING_CHARS =
      Limit.count(
          "max-pg-setting-chars",
          1_024,
          "Most characters of the name and of the value of a setting of a PostgreSQL session; a"
              + " longer one is refused.");

  /** Checked when a setting with a point in its name is set for the first time. */
  public static final Limit MAX_PG_OWN_SETTINGS =
      Limit.count(
          "max-pg-own-settings",
          64,
          "Most settings of its own, such as my.name, that a PostgreSQL session keeps; one more is"
              + " refused.");

  private static final List<Limit> FIXED =
      List.of(MAX_PG_STATEMENTS, MAX_PG_SETTING_CHARS, MAX_PG_OWN_SETTINGS);

  /** The limits that the server has no setting for. */
  public static List<Limit> fixed() {
    return FIXED;
  }
}
