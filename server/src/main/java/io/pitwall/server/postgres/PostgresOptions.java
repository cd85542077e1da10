package io.pitwall.server.postgres;

import io.pitwall.server.auth.LoginAttempts;
import io.pitwall.server.metrics.QueryMetrics;
import io.pitwall.server.postgres.login.ScramVerifiers;
import io.pitwall.server.query.QueryThreads;
import io.pitwall.server.query.StatementRunner;
import io.pitwall.storage.runtime.Clock;
import java.net.InetSocketAddress;

/**
 * What a PostgreSQL server is made of.
 *
 * @param address where to listen; port 0 for one that the system chooses
 * @param workers where statements run, closed by the caller after the server; rejects what is too
 *     much
 * @param verifiers finds the verifier of a user's password
 * @param attempts counts logins, and limits those with a wrong password
 */
public record PostgresOptions(
    InetSocketAddress address,
    PostgresLimits limits,
    StatementRunner runner,
    QueryThreads workers,
    ScramVerifiers verifiers,
    LoginAttempts attempts,
    QueryMetrics metrics,
    Clock clock) {}
