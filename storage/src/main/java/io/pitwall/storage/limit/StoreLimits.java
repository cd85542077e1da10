package io.pitwall.storage.limit;

import java.time.Duration;

/**
 * The limits of a store that can be set: names, defaults and meanings. Limits of one write are
 * checked while its batch is built, those of the whole store when the batch is submitted.
 */
public final class StoreLimits {
  /** Checked when a batch names a new database. */
  public static final Limit MAX_DATABASES =
      Limit.count(
          "max-databases", 1000, "Most databases; rows that would create one more are refused.");

  /** Checked when a batch names a new table. */
  public static final Limit MAX_TABLES =
      Limit.count(
          "max-tables",
          10_000,
          "Most tables in all databases; rows that would create one more are refused.");

  /**
   * Checked when a row brings a new field or tag: by {@code TableBatch} for the fields of one
   * request, then for both against the table as it is.
   */
  public static final Limit MAX_COLUMNS_PER_TABLE =
      Limit.count(
          "max-columns-per-table",
          1024,
          "Most columns of a table, tags included and time not counted; a row that would add one"
              + " more is refused.");

  /** Checked when a batch has a new series. For the store, since its memory is the store's. */
  public static final Limit MAX_SERIES =
      Limit.count(
          "max-series",
          1_000_000,
          "Most series (distinct sets of tags) in all tables; each takes about 450 bytes of the"
              + " heap. Rows of a new series past it are refused.");

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

  /** Checked by {@code TableBatch} when a row has a series that is new in its batch. */
  public static final Limit MAX_TAGS_PER_SERIES =
      Limit.count("max-tags-per-series", 64, "Most tags of a row; a row with more is refused.");

  /** Checked by {@code WriteBatch} when a row names a new table. */
  public static final Limit MAX_TABLES_PER_BATCH =
      Limit.count(
          "max-tables-per-batch",
          10_000,
          "Most tables that one write may name; rows of further tables are refused.");

  /** Checked by {@code TableBatch} when a row has a series that is new in its batch. */
  public static final Limit MAX_SERIES_PER_BATCH =
      Limit.count(
          "max-series-per-batch",
          100_000,
          "Most series (distinct sets of tags) of one write; rows of further series are refused.");

  /** Checked by {@code BatchMemory} whenever a batch grows. */
  public static final Limit MAX_BATCH_BYTES =
      Limit.bytes(
              "max-batch-bytes",
              256L << 20,
              "Memory for the columns, strings and series of one write; 413 past it.")
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

  /** Checked whenever rows were sealed. */
  public static final Limit MAX_PINNED_BYTES =
      Limit.bytes(
          "max-pinned-bytes",
          512L << 20,
          "Memory for rows that were sealed while statements still read them; past it the oldest"
              + " statements fail.");

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
          "Most bytes of log files with unsealed rows, where there is more than one file; writes"
              + " get 503 past it.");

  /** Checked by the log before it makes a new file. */
  public static final Limit MIN_FREE_BYTES =
      Limit.bytes(
              "min-free-bytes",
              256L << 20,
              "Space of the disk that new log files leave free, so that rows can be sealed; when"
                  + " the log needs more, writes get 503.")
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
