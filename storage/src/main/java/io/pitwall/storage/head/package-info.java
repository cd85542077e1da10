/**
 * Rows that are in the log but not yet in a segment, by table, in the order of the log.
 *
 * <p>In: {@link io.pitwall.storage.record.RowRun}s, from the log's thread alone, live or on replay.
 * Out: {@link io.pitwall.storage.read.RowSource}s for queries, over rows that were published, and
 * whole {@link io.pitwall.storage.head.HeadGeneration}s for sealing. A reader never waits: it sees
 * a number of rows that was published to it, and rows are only ever added after those. Once a
 * generation is sealed and no open snapshot sees it, its memory is the next one's.
 */
@NullMarked
package io.pitwall.storage.head;

import org.jspecify.annotations.NullMarked;
