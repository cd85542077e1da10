package io.pitwall.storage.segment;

/**
 * Where the rows of one series lie in a segment: an entry of its series directory.
 *
 * @param firstRow from 0
 * @param minTime the least time, nanoseconds since the epoch
 * @param maxTime the greatest time, nanoseconds since the epoch
 */
public record SeriesRows(int seriesId, long firstRow, long rows, long minTime, long maxTime) {}
