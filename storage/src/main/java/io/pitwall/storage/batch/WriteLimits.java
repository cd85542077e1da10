package io.pitwall.storage.batch;

import io.pitwall.storage.limit.StoreLimits;

/**
 * What one write may hold at most; {@link StoreLimits} says what each limit means.
 *
 * @param maxColumnsPerTable {@link StoreLimits#MAX_COLUMNS_PER_TABLE}
 * @param maxNameBytes {@link StoreLimits#MAX_NAME_BYTES}
 * @param maxStringBytes {@link StoreLimits#MAX_STRING_BYTES}
 * @param maxTablesPerBatch {@link StoreLimits#MAX_TABLES_PER_BATCH}
 * @param maxBatchBytes {@link StoreLimits#MAX_BATCH_BYTES}; a few sparse rows over many columns
 *     take much more memory than their text
 */
public record WriteLimits(
    int maxColumnsPerTable,
    int maxNameBytes,
    int maxStringBytes,
    int maxTablesPerBatch,
    long maxBatchBytes) {
  public static final WriteLimits DEFAULT =
      new WriteLimits(
          StoreLimits.MAX_COLUMNS_PER_TABLE.defaultInt(),
          StoreLimits.MAX_NAME_BYTES.defaultInt(),
          StoreLimits.MAX_STRING_BYTES.defaultInt(),
          StoreLimits.MAX_TABLES_PER_BATCH.defaultInt());

  /** With the default of {@link #maxBatchBytes}. */
  public WriteLimits(
      int maxColumnsPerTable, int maxNameBytes, int maxStringBytes, int maxTablesPerBatch) {
    this(
        maxColumnsPerTable,
        maxNameBytes,
        maxStringBytes,
        maxTablesPerBatch,
        StoreLimits.MAX_BATCH_BYTES.defaultValue());
  }
}
