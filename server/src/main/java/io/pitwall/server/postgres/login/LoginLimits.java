package io.pitwall.server.postgres.login;

import java.time.Duration;

/**
 * The limits of logins.
 *
 * @param maxConnections {@code max-pg-connections}: connections that are logged in or about to be
 * @param maxMessageBytes {@code max-pg-message-bytes}: the longest message after the login
 * @param timeout {@code pg-startup-timeout}: from the connection to the end of the login
 */
public record LoginLimits(int maxConnections, int maxMessageBytes, Duration timeout) {}
