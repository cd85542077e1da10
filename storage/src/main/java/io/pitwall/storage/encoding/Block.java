package io.pitwall.storage.encoding;

/** The unit of encoding: neighbouring rows of one column. */
public final class Block {
  /** Rows of the largest block; a shorter one holds at least one row. */
  public static final int MAX_ROWS = 1024;

  /** Bytes of UTF-8 in the largest block of text: 64 KiB a row. */
  public static final int MAX_TEXT_BYTES = MAX_ROWS * 64 * 1024;

  private Block() {}
}
