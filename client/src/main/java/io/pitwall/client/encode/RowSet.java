package io.pitwall.client.encode;

import java.util.List;

/**
 * Rows of one table as columns over plain arrays. The arrays are not copied: the caller hands them
 * over and does not change them any more.
 *
 * @param table the table's name
 * @param times one time a row, in whatever unit the body is to carry
 * @param columns the other columns in schema order, each with one value a row
 */
public record RowSet(String table, long[] times, List<Column> columns) {
  /** What a column is to the formats that tell tags from fields. */
  public enum Role {
    /** Names the series. */
    TAG,
    /** A measured value. */
    FIELD,
    /** A long field whose cells are rewritten before each send, so they keep one width. */
    STAMP
  }

  /** One column without nulls. */
  public sealed interface Column {
    /** The column's name. */
    String name();

    /** Tag, field or stamp. */
    Role role();

    /** The number of values. */
    int size();
  }

  /** Whole numbers. */
  public record Longs(String name, Role role, long[] values) implements Column {
    @Override
    public int size() {
      return values.length;
    }
  }

  /** Floating-point numbers. */
  public record Doubles(String name, Role role, double[] values) implements Column {
    @Override
    public int size() {
      return values.length;
    }
  }

  /** Texts, none of them null. */
  public record Strings(String name, Role role, String[] values) implements Column {
    @Override
    public int size() {
      return values.length;
    }
  }

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if a column's length differs from the times', a tag is no
   *     text, a stamp is no long, or there is more than one stamp
   */
  public RowSet {
    columns = List.copyOf(columns);
    int stamps = 0;
    for (Column column : columns) {
      if (column.size() != times.length) {
        throw new IllegalArgumentException(
            "column "
                + column.name()
                + " has "
                + column.size()
                + " values for "
                + times.length
                + " times");
      }
      if (column.role() == Role.TAG && !(column instanceof Strings)) {
        throw new IllegalArgumentException("tag " + column.name() + " must be a column of texts");
      }
      if (column.role() == Role.STAMP) {
        stamps++;
        if (!(column instanceof Longs)) {
          throw new IllegalArgumentException(
              "stamp " + column.name() + " must be a column of longs");
        }
      }
    }
    if (stamps > 1) {
      throw new IllegalArgumentException("a row set has at most one stamp column, not " + stamps);
    }
  }

  /** The number of rows. */
  public int rowCount() {
    return times.length;
  }
}
