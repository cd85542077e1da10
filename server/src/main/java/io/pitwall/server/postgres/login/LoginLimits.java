package io.pitwall.server.postgres.login;

import io.pitwall.storage.limit.Limit;
import java.time.Duration;

/**
 * The limits of logins, besides those of {@link PendingLogins}.
 *
 * @param maxConnections {@link #MAX_PG_CONNECTIONS}: sessions at the same time
 * @param maxMessageBytes {@code max-pg-message-bytes}: the longest message after the login
 * @param timeout {@link #PG_STARTUP_TIMEOUT}: from the connection to the end of the login
 */
public record LoginLimits(int maxConnections, int maxMessageBytes, Duration timeout) {
  /** Checked when a client has shown its password. */
  public static final Limit MAX_PG_CONNECTIONS =
      Limit.count("max-pg-connections", 100, "Most PostgreSQL sessions at the same time.");

  /** Checked when a connection is accepted. */
  public static final Limit MAX_PG_CONNECTIONS_PER_ADDRESS =
      Limit.count(
          "max-pg-connections-per-address",
          150,
          "Most PostgreSQL connections from one client address, logged in or not; more can only"
              + " cancel statements.");

  /** Checked when a connection is accepted. */
  public static final Limit MAX_NEW_PG_CONNECTIONS_PER_ADDRESS =
      Limit.count(
          "max-new-pg-connections-per-address",
          200,
          "Most new PostgreSQL connections from one client address per second; more can only"
              + " cancel statements.");

  /** From the connection to the end of the login. */
  public static final Limit PG_STARTUP_TIMEOUT =
      Limit.duration(
          "pg-startup-timeout",
          Duration.ofSeconds(10),
          "Longest time for the login of a PostgreSQL client.");
}
