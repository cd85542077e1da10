package io.pitwall.storage.record;

import io.pitwall.storage.column.SeriesKey;
import java.util.List;

/**
 * The rows of one table, encoded but without ids.
 *
 * @param name case-sensitive
 * @param rows how many entries of each array count, at least 1
 * @param timesBytes length of the times section
 * @param seriesBytes length of the series section
 */
record PreparedTable(
    String name,
    int rows,
    long[] times,
    int[] rowSeries,
    List<SeriesKey> series,
    List<PreparedColumn> columns,
    int timesBytes,
    int seriesBytes) {}
