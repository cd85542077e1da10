package io.pitwall.query.result;

/** Some rows of a result; valid until the next page is asked for. Rows and columns from 0. */
public interface ResultPage {
  int rows();

  boolean isNull(int column, int row);

  /** LONG, TIMESTAMP, INTERVAL; BOOLEAN as 0 or 1. Unspecified where null. */
  long getLong(int column, int row);

  /** DOUBLE. Unspecified where null. */
  double getDouble(int column, int row);

  /** STRING, as UTF-8 bytes not to be changed. Unspecified where null. */
  byte[] getUtf8(int column, int row);
}
