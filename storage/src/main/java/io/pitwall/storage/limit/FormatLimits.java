package io.pitwall.storage.limit;

import java.util.List;

/**
 * Limits that follow from the formats on disk or from the way rows are sealed, and so can't be set.
 * Writer and reader of a format take the same constant from here.
 */
public final class FormatLimits {
  /** Rows of a block in a segment file; checked by the encoder and the decoder of blocks. */
  public static final int BLOCK_ROWS = 1024;

  /** Bytes of text in a block of a segment file; checked by the encoder and decoder of text. */
  public static final int BLOCK_TEXT_BYTES = 64 << 20;

  /** Bytes of a log record's payload; checked by the log's writer and by its readers. */
  public static final int RECORD_PAYLOAD_BYTES = 256 << 20;

  /**
   * Rows of a table in a log record, and strings of a column there; checked where a batch grows and
   * by the reader of records.
   */
  public static final int RECORD_TABLE_ROWS = 1 << 26;

  /** Segment files that one run of sealed rows is cut into; checked by the sorter of rows. */
  public static final int PIECES_PER_RUN = 256;

  private static final List<Limit> ALL =
      List.of(
          Limit.count(
              "block-rows",
              BLOCK_ROWS,
              "Most rows of a block in a segment file; longer columns are" + " cut into blocks."),
          Limit.bytes(
              "block-text-bytes",
              BLOCK_TEXT_BYTES,
              "Most text in one block of a segment file; max-string-bytes times block-rows is never"
                  + " more."),
          Limit.bytes(
              "record-payload-bytes",
              RECORD_PAYLOAD_BYTES,
              "Largest payload of a log record, which holds one batch of rows; 413 for a write that"
                  + " could take more."),
          Limit.count(
              "record-table-rows",
              RECORD_TABLE_ROWS,
              "Most rows of one table in one batch, and so in one log record."),
          Limit.count(
              "pieces-per-run",
              PIECES_PER_RUN,
              "Most segment files that the rows sealed together are cut into, at the borders of"
                  + " partitions."));

  private FormatLimits() {}

  /** All limits of this class, with their names and meanings. */
  public static List<Limit> all() {
    return ALL;
  }
}
