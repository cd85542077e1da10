package io.pitwall.storage.batch;

import io.pitwall.storage.limit.StoreLimits;

/**
 * What one write may hold at most; {@link StoreLimits} says what each limit means.
 *
 * @param maxColumnsPerTable {@link StoreLimits#MAX_COLUMNS_PER_TABLE}
 * @param maxNameBytes {@link StoreLimits#MAX_NAME_BYTES}
 * @param maxStringBytes {@link StoreLimits#MAX_STRING_BYTES}
 * @param maxTagsPerSeries {@link StoreLimits#MAX_TAGS_PER_SERIES}
 * @param maxTablesPerBatch {@link StoreLimits#MAX_TABLES_PER_BATCH}
 * @param maxSeriesPerBatch {@link StoreLimits#MAX_SERIES_PER_BATCH}
 * @param maxBatchBytes {@link StoreLimits#MAX_BATCH_BYTES}; a few sparse rows over many columns
 *     take much more memory than their text
 */
public record WriteLimits(
    int maxColumnsPerTable,
    int maxNameBytes,
    int maxStringBytes,
    int maxTagsPerSeries,
    int maxTablesPerBatch,
    int maxSeriesPerBatch,
    long maxBatchBytes) {
  public static final WriteLimits DEFAULT =
      new WriteLimits(
          StoreLimits.MAX_COLUMNS_PER_TABLE.defaultInt(),
          StoreLimits.MAX_NAME_BYTES.defaultInt(),
          StoreLimits.MAX_STRING_BYTES.defaultInt(),
          StoreLimits.MAX_TAGS_PER_SERIES.defaultInt(),
          StoreLimits.MAX_TABLES_PER_BATCH.defaultInt(),
          StoreLimits.MAX_SERIES_PER_BATCH.defaultInt(),
          StoreLimits.MAX_BATCH_BYTES.defaultValue());

  /**
   * Checks each value against the range of its limit.
   *
   * @throws IllegalArgumentException if a value is out of range; the message names the limit
   */
  public WriteLimits {
    StoreLimits.MAX_COLUMNS_PER_TABLE.check(maxColumnsPerTable);
    StoreLimits.MAX_NAME_BYTES.check(maxNameBytes);
    StoreLimits.MAX_STRING_BYTES.check(maxStringBytes);
    StoreLimits.MAX_TAGS_PER_SERIES.check(maxTagsPerSeries);
    StoreLimits.MAX_TABLES_PER_BATCH.check(maxTablesPerBatch);
    StoreLimits.MAX_SERIES_PER_BATCH.check(maxSeriesPerBatch);
    StoreLimits.MAX_BATCH_BYTES.check(maxBatchBytes);
  }

  /** These limits with other ones of a row's names and strings. */
  public WriteLimits withNamesAndStrings(int nameBytes, int stringBytes) {
    return new WriteLimits(
        maxColumnsPerTable,
        nameBytes,
        stringBytes,
        maxTagsPerSeries,
        maxTablesPerBatch,
        maxSeriesPerBatch,
        maxBatchBytes);
  }

  /** These limits with another number of columns. */
  public WriteLimits withMaxColumnsPerTable(int columns) {
    return new WriteLimits(
        columns,
        maxNameBytes,
        maxStringBytes,
        maxTagsPerSeries,
        maxTablesPerBatch,
        maxSeriesPerBatch,
        maxBatchBytes);
  }

  /** These limits with another number of tables. */
  public WriteLimits withMaxTablesPerBatch(int tables) {
    return new WriteLimits(
        maxColumnsPerTable,
        maxNameBytes,
        maxStringBytes,
        maxTagsPerSeries,
        tables,
        maxSeriesPerBatch,
        maxBatchBytes);
  }

  /** These limits with other ones of series. */
  public WriteLimits withSeries(int tagsPerSeries, int seriesPerBatch) {
    return new WriteLimits(
        maxColumnsPerTable,
        maxNameBytes,
        maxStringBytes,
        tagsPerSeries,
        maxTablesPerBatch,
        seriesPerBatch,
        maxBatchBytes);
  }

  /** These limits with another amount of memory. */
  public WriteLimits withMaxBatchBytes(long bytes) {
    return new WriteLimits(
        maxColumnsPerTable,
        maxNameBytes,
        maxStringBytes,
        maxTagsPerSeries,
        maxTablesPerBatch,
        maxSeriesPerBatch,
        bytes);
  }
}
