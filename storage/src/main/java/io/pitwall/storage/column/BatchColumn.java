package io.pitwall.storage.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One field column of a {@link TableBatch}: dense arrays by row, and a presence mask once a row
 * lacks a value. Owned by the thread that parses.
 *
 * <p>The {@code put} methods take a value for the row being built and answer null, or why the value
 * can't be stored: nothing is rounded. A long goes into a double column if a double holds it
 * exactly; a double goes into a long column as a long if it is integral, else the column becomes
 * one of doubles if all its longs of this batch lie within ±2^53. Whether the longs that the table
 * holds already allow that is for the store to say, in log order. Putting twice in a row keeps the
 * last.
 */
public final class BatchColumn {
  static final int INITIAL_ROWS = 1024;
  private static final long MAX_EXACT = 1L << 53;

  private final String name;
  private final byte[] nameUtf8;
  private ColumnType type;
  private long[] longs = new long[0];
  private double[] doubles = new double[0];
  private int[] codes = new int[0];
  private final GrowingDictionary dictionary = new GrowingDictionary();
  private long @Nullable [] present;
  private int filled;

  BatchColumn(String name, ColumnType type) {
    this.name = name;
    this.nameUtf8 = name.getBytes(StandardCharsets.UTF_8);
    this.type = type;
    allocate(INITIAL_ROWS);
  }

  public String name() {
    return name;
  }

  /** Not to be changed. */
  public byte[] nameUtf8() {
    return nameUtf8;
  }

  public ColumnType type() {
    return type;
  }

  /** Values of a LONG or BOOLEAN column by row; unspecified where null. */
  public long[] longs() {
    return longs;
  }

  /** Values of a DOUBLE column by row; unspecified where null. */
  public double[] doubles() {
    return doubles;
  }

  /**
   * Values of a STRING column by row, as codes of {@link #dictionary()}; unspecified where null.
   */
  public int[] codes() {
    return codes;
  }

  public GrowingDictionary dictionary() {
    return dictionary;
  }

  /** Bit i of word i / 64 is 1 where row i has a value; null where all rows have. */
  public long @Nullable [] present() {
    return present;
  }

  public boolean isNull(int row) {
    return row >= filled || present != null && (present[row >>> 6] >>> row & 1) == 0;
  }

  public @Nullable String putLong(int row, long value) {
    if (type == ColumnType.LONG) {
      mark(row);
      longs[row] = value;
      return null;
    }
    if (type == ColumnType.DOUBLE) {
      if ((long) (double) value != value || value == Long.MAX_VALUE) {
        return "the integer "
            + value
            + " is not exact as a double, and column "
            + name
            + " holds doubles; send it to a column of its own";
      }
      mark(row);
      doubles[row] = value;
      return null;
    }
    return mismatch("an integer");
  }

  public @Nullable String putDouble(int row, double value) {
    if (type == ColumnType.DOUBLE) {
      mark(row);
      doubles[row] = value;
      return null;
    }
    if (type == ColumnType.LONG) {
      if (isExactLong(value)) {
        mark(row);
        longs[row] = (long) value;
        return null;
      }
      if (!widen(row)) {
        return "the number "
            + value
            + " is not an integer, and column "
            + name
            + " holds integers beyond 2^53, which a double can't hold exactly";
      }
      mark(row);
      doubles[row] = value;
      return null;
    }
    return mismatch("a number");
  }

  public @Nullable String putBoolean(int row, boolean value) {
    if (type != ColumnType.BOOLEAN) {
      return mismatch("a boolean");
    }
    mark(row);
    longs[row] = value ? 1 : 0;
    return null;
  }

  /**
   * @param utf8 valid UTF-8, copied
   */
  public @Nullable String putString(int row, byte[] utf8, int offset, int length) {
    if (type != ColumnType.STRING) {
      return mismatch("a string");
    }
    mark(row);
    codes[row] = dictionary.code(utf8, offset, length);
    return null;
  }

  /** Whether a double equals some long exactly; −0.0 does not, for its sign would be lost. */
  public static boolean isExactLong(double value) {
    long integral = (long) value;
    return integral != Long.MAX_VALUE
        && Double.doubleToRawLongBits((double) integral) == Double.doubleToRawLongBits(value);
  }

  private String mismatch(String what) {
    return "column "
        + name
        + " holds "
        + describe(type)
        + ", not "
        + what
        + "; send the value under another name";
  }

  /** A type in words, for messages. */
  public static String describe(ColumnType type) {
    return switch (type) {
      case TIMESTAMP -> "times";
      case LONG -> "integers";
      case DOUBLE -> "doubles";
      case BOOLEAN -> "booleans";
      case STRING -> "strings";
    };
  }

  private void mark(int row) {
    if (filled != row || present != null || row >= capacity()) {
      markSlowly(row);
    }
    filled = row + 1;
  }

  private void markSlowly(int row) {
    if (row >= capacity()) {
      allocate(Math.max(row + 1, capacity() * 2));
    }
    if (filled < row && present == null) {
      long[] mask = new long[capacity() + 63 >>> 6];
      for (int i = 0; i < filled; i++) {
        mask[i >>> 6] |= 1L << i;
      }
      present = mask;
    }
    if (present != null) {
      present[row >>> 6] |= 1L << row;
    }
  }

  /** Forgets what the row being built has put in. */
  void discard(int row) {
    if (filled == row + 1) {
      filled = row;
      if (present != null) {
        present[row >>> 6] &= ~(1L << row);
      }
    }
  }

  /** Makes all rows from the last one that has a value null. */
  void finish(int rows) {
    if (filled < rows) {
      if (rows > capacity()) {
        allocate(rows);
      }
      if (present == null) {
        long[] mask = new long[capacity() + 63 >>> 6];
        for (int i = 0; i < filled; i++) {
          mask[i >>> 6] |= 1L << i;
        }
        present = mask;
      }
    }
  }

  private boolean widen(int row) {
    int rows = Math.max(row, filled);
    for (int i = 0; i < rows; i++) {
      if (!isNull(i) && (longs[i] < -MAX_EXACT || longs[i] > MAX_EXACT)) {
        return false;
      }
    }
    double[] widened = new double[longs.length];
    for (int i = 0; i < rows; i++) {
      widened[i] = (double) longs[i];
    }
    doubles = widened;
    longs = new long[0];
    type = ColumnType.DOUBLE;
    return true;
  }

  private int capacity() {
    return switch (type) {
      case TIMESTAMP, LONG, BOOLEAN -> longs.length;
      case DOUBLE -> doubles.length;
      case STRING -> codes.length;
    };
  }

  private void allocate(int rows) {
    switch (type) {
      case TIMESTAMP, LONG, BOOLEAN -> longs = Arrays.copyOf(longs, rows);
      case DOUBLE -> doubles = Arrays.copyOf(doubles, rows);
      case STRING -> codes = Arrays.copyOf(codes, rows);
    }
    if (present != null) {
      present = Arrays.copyOf(present, rows + 63 >>> 6);
    }
  }
}
