package io.pitwall.server.postgres;

import io.pitwall.server.metrics.QueryMetrics;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * What the connections of a server share. All of it is safe for all threads.
 *
 * @param sessions one permit for each connection that may log in
 * @param workers where statements run, one at a time for each connection; rejects what is too much
 */
record ServerContext(
    QueryRunner runner,
    ScramVerifiers verifiers,
    PostgresLimits limits,
    CancelRegistry cancels,
    Semaphore sessions,
    Executor workers,
    QueryMetrics metrics,
    SecureRandom random) {}
