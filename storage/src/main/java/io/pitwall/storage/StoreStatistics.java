package io.pitwall.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the store is, at one moment.
 *
 * @param durableLsn all records up to it are on disk and visible
 * @param batches acknowledged since the start
 * @param rows acknowledged since the start
 * @param syncs of the log since the start
 * @param queuedBytes encoded batches that wait for the log
 * @param headRows unsealed rows
 * @param headBytes memory that they take
 * @param waitingGenerations unsealed parts of tables that wait for the sealing thread
 * @param logBytes the log's files
 * @param segments sealed files
 * @param segmentRows rows in them
 * @param segmentBytes their size
 * @param sealedRows rows sealed since the start
 * @param sealNanos time spent on that
 * @param replayedRecords log records applied at the start
 * @param replayedBytes log bytes read at the start
 * @param damages what was found damaged at the start, one sentence each; empty if all is well
 * @param failure why nothing is acknowledged any more, or null
 * @param sealingTrouble why the last attempt to seal failed, or null
 */
public record StoreStatistics(
    long durableLsn,
    long batches,
    long rows,
    long syncs,
    long queuedBytes,
    long headRows,
    long headBytes,
    int waitingGenerations,
    long logBytes,
    int segments,
    long segmentRows,
    long segmentBytes,
    long sealedRows,
    long sealNanos,
    long replayedRecords,
    long replayedBytes,
    List<String> damages,
    @Nullable String failure,
    @Nullable String sealingTrouble) {}
