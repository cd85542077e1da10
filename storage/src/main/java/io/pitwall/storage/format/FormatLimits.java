package io.pitwall.storage.format;

/**
 * The limits that writers and readers of files share. A writer refuses what goes beyond one, and a
 * reader takes a larger number for damage before it allocates anything.
 */
public final class FormatLimits {
  /** Rows of the largest block; a shorter one has at least one row. */
  public static final int BLOCK_ROWS = 1024;

  /** Bytes of UTF-8 in the largest block of text: 64 KiB per row. */
  public static final int TEXT_BLOCK_BYTES = BLOCK_ROWS * 64 * 1024;

  /** Bytes of the largest payload of a log record. */
  public static final int LOG_PAYLOAD_BYTES = 256 << 20;

  /** Rows of the largest table in one log record, and strings of a column in it. */
  public static final int RECORD_TABLE_ROWS = 1 << 26;

  private FormatLimits() {}
}
