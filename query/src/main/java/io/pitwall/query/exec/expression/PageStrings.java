package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.GrowingDictionary;

/**
 * The strings that an expression makes, counted against the statement's memory: those of one batch,
 * and those of the batches before as long as they are few.
 */
public final class PageStrings {
  /** Strings of earlier batches that take more than this are dropped. */
  static final long FEW_BYTES = 1L << 20;

  private static final long MOST_BYTES = Integer.MAX_VALUE - 8;

  private final StatementControl control;
  private GrowingDictionary strings = new GrowingDictionary();
  private long textBytes;
  private long reservedBytes;

  public PageStrings(StatementControl control) {
    this.control = control;
  }

  /**
   * To be called before the first string of each batch.
   *
   * @return whether the codes of earlier batches are void
   */
  public boolean begin() throws QueryException {
    if (strings.memoryBytes() <= FEW_BYTES) {
      return false;
    }
    strings = new GrowingDictionary();
    textBytes = 0;
    account();
    return true;
  }

  /** The strings of this batch. */
  public GrowingDictionary dictionary() {
    return strings;
  }

  /**
   * The code of a string.
   *
   * @throws QueryException OUT_OF_MEMORY if the strings of one batch take too much
   */
  public int code(byte[] utf8) throws QueryException {
    if (textBytes + utf8.length > MOST_BYTES) {
      throw new QueryException(
          QueryException.Kind.OUT_OF_MEMORY,
          "the statement makes texts of more than 2 GiB out of one block of rows; shorten them");
    }
    int before = strings.size();
    int code = strings.code(utf8, 0, utf8.length);
    if (code == before) {
      textBytes += utf8.length;
      account();
    }
    return code;
  }

  private void account() throws QueryException {
    long bytes = strings.memoryBytes();
    if (bytes != reservedBytes) {
      control.reserve(bytes - reservedBytes);
      reservedBytes = bytes;
    }
  }
}
