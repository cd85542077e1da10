package io.pitwall.server.postgres.login;

import io.pitwall.server.auth.LoginAttempts;
import io.pitwall.server.network.ConnectionSweep;
import io.pitwall.server.postgres.wire.CancelKey;
import io.pitwall.storage.runtime.Clock;
import java.security.SecureRandom;
import java.util.function.Consumer;

/**
 * What the logins of a server share. All of it is safe for all threads.
 *
 * @param attempts counts logins, and limits those with a wrong password
 * @param random makes the server's half of each login's nonce
 * @param cancel cancels the query of the connection that a key names; ignores wrong keys
 * @param opener opens the sessions of clients that have logged in
 * @param permits one permit for each session
 * @param pending the connections that have not logged in
 * @param sweep finds logins that take too long
 */
public record LoginServices(
    ScramVerifiers verifiers,
    LoginAttempts attempts,
    SecureRandom random,
    Consumer<CancelKey> cancel,
    SessionOpener opener,
    SessionPermits permits,
    PendingLogins pending,
    ConnectionSweep sweep,
    Clock clock,
    LoginLimits limits) {}
