package io.pitwall.query.exec;

import io.pitwall.query.result.QueryCancellation;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.runtime.Clock;

/**
 * The inputs of one execution.
 *
 * @param snapshot open until the result is closed; its owner closes it
 * @param nowNanos what {@code now()} is, nanoseconds since the epoch
 * @param maxMemoryBytes how much groups, sort buffers and the like may take (max-query-memory)
 * @param deadlineMonotonicNanos by {@code clock.monotonicNanos()}; {@link Long#MAX_VALUE} for none
 * @param cancellation checked once per block
 */
public record ExecutionContext(
    Snapshot snapshot,
    long nowNanos,
    long maxMemoryBytes,
    long deadlineMonotonicNanos,
    Clock clock,
    QueryCancellation cancellation) {}
