package io.pitwall.server.postgres;

import io.pitwall.server.postgres.login.LoginLimits;
import io.pitwall.server.postgres.login.PendingLogins;
import io.pitwall.server.postgres.session.SessionLimits;
import io.pitwall.server.postgres.wire.FrontendDecoder;
import java.time.Duration;

/**
 * The limits of PostgreSQL clients, each with the name of its setting.
 *
 * @param maxMessageBytes {@code max-pg-message-bytes}: length of one message after login; also the
 *     bytes of messages that wait while a query runs
 * @param maxConnections {@code max-pg-connections}: sessions
 * @param maxConnectionsPerAddress {@code max-pg-connections-per-address}: from one client address,
 *     logged in or not
 * @param maxNewConnectionsPerAddress {@code max-new-pg-connections-per-address}: of one second
 * @param pendingLogins {@code max-pg-logins} and {@code max-pg-logins-per-address}: connections
 *     that have not logged in
 * @param startupTimeout {@code pg-startup-timeout}: from the connection to the end of the login
 * @param writeTimeout {@code write-timeout}: how long a client may leave an answer unread before
 *     the connection is closed
 * @param queryTimeout {@code query-timeout}: of the statements of one text together; {@code
 *     statement_timeout} can shorten it for each
 */
public record PostgresLimits(
    int maxMessageBytes,
    int maxConnections,
    int maxConnectionsPerAddress,
    int maxNewConnectionsPerAddress,
    PendingLogins.Most pendingLogins,
    Duration startupTimeout,
    Duration writeTimeout,
    Duration queryTimeout) {
  public PostgresLimits {
    FrontendDecoder.MAX_PG_MESSAGE_BYTES.check(maxMessageBytes);
    LoginLimits.MAX_PG_CONNECTIONS.check(maxConnections);
    LoginLimits.MAX_PG_CONNECTIONS_PER_ADDRESS.check(maxConnectionsPerAddress);
    LoginLimits.MAX_NEW_PG_CONNECTIONS_PER_ADDRESS.check(maxNewConnectionsPerAddress);
  }

  /** The shorter of the times that looks at a connection measure. */
  Duration shortestTimeout() {
    return startupTimeout.compareTo(writeTimeout) < 0 ? startupTimeout : writeTimeout;
  }

  LoginLimits login() {
    return new LoginLimits(maxConnections, maxMessageBytes, startupTimeout);
  }

  SessionLimits session() {
    return new SessionLimits(maxMessageBytes, writeTimeout, queryTimeout);
  }
}
