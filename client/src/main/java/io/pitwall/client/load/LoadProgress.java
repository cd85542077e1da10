package io.pitwall.client.load;

/**
 * The progress of a running load.
 *
 * @param elapsedMillis since the first batch could be sent
 * @param acknowledgedRows so far
 * @param rowsPerSecond acknowledged, over the time since the last snapshot
 * @param latency of batches acknowledged since the last snapshot; open loop: from the intended send
 *     time
 * @param behindMillis open loop: how long the next batch should have been on its way; else 0
 * @param sentBytes so far, on the wire without heads
 * @param failedBatches so far: refused, of unknown outcome, or given up
 * @param retries so far, after 429 or 503
 * @param running false once all threads have ended
 */
public record LoadProgress(
    long elapsedMillis,
    long acknowledgedRows,
    double rowsPerSecond,
    LatencySummary latency,
    long behindMillis,
    long sentBytes,
    long failedBatches,
    long retries,
    boolean running) {}
