package io.pitwall.server.ingest.pipeline;

import io.pitwall.server.ingest.TimePrecision;

/**
 * What must be known of a body's rows besides their format.
 *
 * @param database where the rows go
 * @param precision the unit of line protocol's timestamps; the other formats tell by magnitude
 * @param receivedNanos nanoseconds since the epoch, the time of rows without a timestamp
 * @param partialWrites what becomes of good rows beside bad ones
 * @param startNanos when the request began, on the monotonic clock; the latency is counted from
 *     here
 */
public record WriteContext(
    String database,
    TimePrecision precision,
    long receivedNanos,
    PartialWrites partialWrites,
    long startNanos) {}
