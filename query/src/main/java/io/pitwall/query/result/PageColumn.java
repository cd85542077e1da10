package io.pitwall.query.result;

/**
 * One column of a page, to be read value by value or copied whole. Valid as long as its page.
 *
 * <p>The {@link #type} says which methods have values: those of longs for LONG, TIMESTAMP, INTERVAL
 * and BOOLEAN (0 or 1), those of doubles for DOUBLE, those of codes for STRING. The others may
 * throw. A null row has an unspecified value; its code is then not to be looked up.
 */
public interface PageColumn {
  ResultType type();

  /** The rows of the page. */
  int rows();

  /** Whether some row may be null; if not, {@link #isNull} is false for all. */
  boolean hasNulls();

  boolean isNull(int row);

  long getLong(int row);

  double getDouble(int row);

  /** The code of a string: an index into the column's dictionary. */
  int getCode(int row);

  /** The number of codes, which are 0 … size − 1. Not all of them need occur in the page. */
  int dictionarySize();

  /**
   * The UTF-8 bytes of a code's string. Two codes may have equal strings.
   *
   * @return not to be changed by the caller
   */
  byte[] utf8(int code);

  /**
   * The UTF-8 bytes of a row's string.
   *
   * @return not to be changed by the caller
   */
  default byte[] getUtf8(int row) {
    return utf8(getCode(row));
  }

  /**
   * Copies all values.
   *
   * @param target has at least {@link #rows} elements
   */
  default void copyLongs(long[] target) {
    for (int row = 0; row < rows(); row++) {
      target[row] = getLong(row);
    }
  }

  /**
   * Copies all values.
   *
   * @param target has at least {@link #rows} elements
   */
  default void copyDoubles(double[] target) {
    for (int row = 0; row < rows(); row++) {
      target[row] = getDouble(row);
    }
  }

  /**
   * Copies all codes.
   *
   * @param target has at least {@link #rows} elements
   */
  default void copyCodes(int[] target) {
    for (int row = 0; row < rows(); row++) {
      target[row] = getCode(row);
    }
  }
}
