package io.pitwall.storage.column;

/**
 * What one write may hold at most. A row past a limit is refused by name; the rest of its batch is
 * not touched.
 *
 * @param maxColumnsPerTable columns of one table, {@code time} not counted
 * @param maxNameBytes UTF-8 bytes of a database, table, column or tag name
 * @param maxStringBytes UTF-8 bytes of one string or tag value
 * @param maxTablesPerBatch tables named in one request
 */
public record WriteLimits(
    int maxColumnsPerTable, int maxNameBytes, int maxStringBytes, int maxTablesPerBatch) {
  public static final WriteLimits DEFAULT = new WriteLimits(1024, 255, 64 * 1024, 10_000);
}
