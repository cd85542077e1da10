package io.pitwall.storage.encoding;

import io.pitwall.storage.options.FormatLimits;

/** The unit of encoding: neighbouring rows of one column. */
public final class Block {
  /** Rows of the largest block; a shorter one holds at least one row. */
  public static final int MAX_ROWS = FormatLimits.BLOCK_ROWS;

  /** Bytes of UTF-8 in the largest block of text: 64 KiB per row. */
  public static final int MAX_TEXT_BYTES = FormatLimits.BLOCK_TEXT_BYTES;

  private Block() {}
}
