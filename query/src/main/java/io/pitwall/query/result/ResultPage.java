package io.pitwall.query.result;

/**
 * Some rows of a result. Valid until the next page is asked for. Rows and columns count from 0.
 *
 * <p>Code that writes many values takes each {@link #column} once and reads it to its end; the
 * methods that name a column and a row are for code that looks at single cells.
 */
public interface ResultPage {
  int rows();

  /** Returns a column, which is valid as long as the page. */
  PageColumn column(int column);

  default boolean isNull(int column, int row) {
    return column(column).isNull(row);
  }

  /** Returns a value as {@link PageColumn#getLong} does. */
  default long getLong(int column, int row) {
    return column(column).getLong(row);
  }

  /** Returns a value as {@link PageColumn#getDouble} does. */
  default double getDouble(int column, int row) {
    return column(column).getDouble(row);
  }

  /** Returns a value as {@link PageColumn#getUtf8} does. */
  default byte[] getUtf8(int column, int row) {
    return column(column).getUtf8(row);
  }
}
