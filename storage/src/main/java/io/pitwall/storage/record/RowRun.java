package io.pitwall.storage.record;

import java.util.List;

/**
 * Rows of one table that came in one record, decoded and with their ids.
 *
 * @param tableId from the catalog
 * @param rows how many entries of each array count
 * @param times nanoseconds since the epoch by row
 * @param rowSeries by row, an index into {@code seriesIds}
 * @param seriesIds from the catalog
 * @param columns those that have a value in some row
 */
public record RowRun(
    int tableId,
    int rows,
    long[] times,
    int[] rowSeries,
    int[] seriesIds,
    List<RunColumn> columns) {}
