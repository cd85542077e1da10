package io.pitwall.server.postgres.session;

import io.pitwall.server.metrics.QueryMetrics;
import io.pitwall.server.network.ConnectionSweep;
import io.pitwall.server.query.QueryThreads;
import io.pitwall.server.query.StatementRunner;
import io.pitwall.storage.runtime.Clock;

/**
 * What the sessions of a server share. All of it is safe for all threads.
 *
 * @param workers where statements run, one at a time for each session; rejects what is too much
 * @param sweep finds clients that do not read
 */
public record SessionServices(
    StatementRunner runner,
    QueryThreads workers,
    CancelRegistry cancels,
    QueryMetrics metrics,
    ConnectionSweep sweep,
    Clock clock,
    SessionLimits limits) {}
