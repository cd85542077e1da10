package io.pitwall.storage.limit;

import java.time.Duration;

/**
 * The limits of a store that can be set: names, defaults and meanings. Limits of one write are
 * checked while its batch is built, those of the whole store when the batch is submitted.
 */
public final class StoreLimits {
  /** Checked by {@code TableBatch} when a row brings a new column. */
  public static final Limit MAX_COLUMNS_PER_TABLE =
      Limit.count(
          "max-columns-per-table",
          1024,
          "Most columns of a table, time not counted; a row with one more is refused.");

  /** Checked by {@code WriteBatch} for tables and columns, by the parsers for tags. */
  public static final Limit MAX_NAME_BYTES =
      Limit.bytes(
              "max-name-bytes",
              255,
              "Longest name of a database, table, column or tag in UTF-8; a row with a longer one"
                  + " is refused.")
          .inOneArray();

  /** Checked by the parsers. */
  public static final Limit MAX_STRING_BYTES =
      Limit.bytes(
              "max-string-bytes",
              64 << 10,
              "Longest string or tag value in UTF-8; a row with a longer one is refused.")
          .atMost(
              FormatLimits.BLOCK_TEXT_BYTES / FormatLimits.BLOCK_ROWS,
              FormatLimits.BLOCK_ROWS
                  + " strings must fit into one block of a segment file (limit block-text-bytes, "
                  + Limit.Unit.BYTES.text(FormatLimits.BLOCK_TEXT_BYTES)
                  + ")");

  /** Checked by {@code WriteBatch} when a row names a new table. */
  public static final Limit MAX_TABLES_PER_BATCH =
      Limit.count(
          "max-tables-per-batch",
          10_000,
          "Most tables that one write may name; rows of further tables are refused.");

  /** Checked by {@code BatchMemory} whenever a column grows. */
  public static final Limit MAX_BATCH_BYTES =
      Limit.bytes(
              "max-batch-bytes",
              256L << 20,
              "Memory for the columns of one write; the write is refused past it.")
          .atMost(
              FormatLimits.RECORD_PAYLOAD_BYTES,
              "a batch must fit into one log record (limit record-payload-bytes)");

  /** Checked when a batch is submitted. */
  public static final Limit MAX_HEAD_BYTES =
      Limit.bytes(
          "max-head-bytes",
          1L << 30,
          "Memory for the unsealed rows of all tables; writes get 503 past it until rows are"
              + " sealed.");

  /** Checked when a batch is submitted. */
  public static final Limit MAX_QUEUED_BYTES =
      Limit.bytes(
          "max-queued-bytes",
          64L << 20,
          "Most bytes of encoded batches that wait for the log; writes get 503 past it.");

  /** Kept by the group commit when it collects batches. */
  public static final Limit MAX_GROUP_BYTES =
      Limit.bytes(
          "max-group-bytes",
          16L << 20,
          "Most bytes of encoded batches that one sync makes durable.");

  /** Checked by the log before it begins a file. */
  public static final Limit MAX_LOG_BYTES =
      Limit.bytes(
          "max-log-bytes",
          4L << 30,
          "Most bytes of log files with unsealed rows; writes get 503 past it.");

  /** Checked by the log before it makes a new file. */
  public static final Limit MIN_FREE_BYTES =
      Limit.bytes(
              "min-free-bytes",
              256L << 20,
              "Space of the disk that new log files leave free, so that rows can be sealed; when the"
                  + " log needs more, writes get 503.")
          .atLeast(0);

  /** Kept by the sealing of tables. */
  public static final Limit SEAL_ROWS =
      Limit.count("seal-rows", 1_000_000, "Seal a table when it has this many unsealed rows.");

  /** Written into the definition of each new table. */
  public static final Limit PARTITION_WIDTH =
      Limit.duration(
          "partition-width", Duration.ofHours(1), "Partition width of tables created from now on.");

  private StoreLimits() {}
}
