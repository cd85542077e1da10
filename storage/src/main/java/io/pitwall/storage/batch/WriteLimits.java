package io.pitwall.storage.batch;

/**
 * What one write may hold at most. A row past a limit is refused by name; the rest of its batch is
 * not touched.
 *
 * @param maxColumnsPerTable columns of one table, {@code time} not counted
 * @param maxNameBytes UTF-8 bytes of a database, table, column or tag name
 * @param maxStringBytes UTF-8 bytes of one string or tag value
 * @param maxTablesPerBatch tables named in one request
 * @param maxBatchBytes memory of one request's columns, which a few sparse rows over many columns
 *     can make much larger than the request
 */
public record WriteLimits(
    int maxColumnsPerTable,
    int maxNameBytes,
    int maxStringBytes,
    int maxTablesPerBatch,
    long maxBatchBytes) {
  /** The default of {@link #maxBatchBytes}. */
  public static final long DEFAULT_MAX_BATCH_BYTES = 256L << 20;

  public static final WriteLimits DEFAULT =
      new WriteLimits(1024, 255, 64 * 1024, 10_000, DEFAULT_MAX_BATCH_BYTES);

  /** With the default of {@link #maxBatchBytes}. */
  public WriteLimits(
      int maxColumnsPerTable, int maxNameBytes, int maxStringBytes, int maxTablesPerBatch) {
    this(
        maxColumnsPerTable,
        maxNameBytes,
        maxStringBytes,
        maxTablesPerBatch,
        DEFAULT_MAX_BATCH_BYTES);
  }
}
