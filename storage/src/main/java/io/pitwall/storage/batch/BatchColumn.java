package io.pitwall.storage.batch;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.GrowingDictionary;
import io.pitwall.storage.column.Presence;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One field column of a {@link TableBatch}: dense arrays by row, and a presence mask once a row
 * lacks a value. Owned by the thread that parses.
 *
 * <p>The {@code put} methods take a value for the row being built and return null, or why the value
 * can't be stored by the {@link TypeRule}. Whether the longs that the table has already let a
 * column widen is decided by the store, in log order. Putting twice in a row keeps the last value.
 */
public final class BatchColumn {
  private static final long[] NO_LONGS = new long[0];
  private static final double[] NO_DOUBLES = new double[0];
  private static final int[] NO_CODES = new int[0];

  private final String name;
  private final byte[] nameUtf8;
  private final BatchMemory memory;
  private final int bornInRow;
  private ColumnType type;
  private int filled;
  private long @Nullable [] present;
  private long[] longs = NO_LONGS;
  private double[] doubles = NO_DOUBLES;
  private int[] codes = NO_CODES;
  private @Nullable GrowingDictionary dictionary;
  private int widenedInRow = -1;

  /**
   * @param row the row being built
   * @param expectedRows how many rows to reserve space for
   */
  BatchColumn(String name, ColumnType type, int row, int expectedRows, BatchMemory memory) {
    this.name = name;
    this.nameUtf8 = name.getBytes(StandardCharsets.UTF_8);
    this.type = type;
    this.bornInRow = row;
    this.memory = memory;
    memory.chargeName(nameUtf8.length);
    reserve(Math.max(row + 1, expectedRows));
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
    GrowingDictionary strings = dictionary;
    if (strings == null) {
      strings = new GrowingDictionary();
      dictionary = strings;
    }
    return strings;
  }

  /** A {@link Presence} mask; null where all rows have a value. */
  public long @Nullable [] present() {
    return present;
  }

  public boolean isNull(int row) {
    return row >= filled || !Presence.hasOrAll(present, row);
  }

  public @Nullable String putLong(int row, long value) {
    // The common case in one branch each: the right type, no row left out so far, space for one
    // more.
    if (type == ColumnType.LONG && filled == row && present == null && row < longs.length) {
      longs[row] = value;
      filled = row + 1;
      return null;
    }
    return putLongSlowly(row, value);
  }

  private @Nullable String putLongSlowly(int row, long value) {
    if (type == ColumnType.LONG) {
      mark(row);
      longs[row] = value;
      return null;
    }
    if (type == ColumnType.DOUBLE) {
      String refusal = TypeRule.refusalOfLong(name, value);
      if (refusal == null) {
        mark(row);
        doubles[row] = value;
      }
      return refusal;
    }
    return TypeRule.mismatch(name, type, "an integer");
  }

  public @Nullable String putDouble(int row, double value) {
    if (type == ColumnType.DOUBLE && filled == row && present == null && row < doubles.length) {
      doubles[row] = value;
      filled = row + 1;
      return null;
    }
    return putDoubleSlowly(row, value);
  }

  private @Nullable String putDoubleSlowly(int row, double value) {
    if (type == ColumnType.DOUBLE) {
      mark(row);
      doubles[row] = value;
      return null;
    }
    if (type == ColumnType.LONG) {
      if (TypeRule.isExactLong(value)) {
        mark(row);
        longs[row] = (long) value;
        return null;
      }
      if (!widen(row)) {
        return TypeRule.refusalOfDouble(name, value);
      }
      mark(row);
      doubles[row] = value;
      return null;
    }
    return TypeRule.mismatch(name, type, "a number");
  }

  public @Nullable String putBoolean(int row, boolean value) {
    if (type != ColumnType.BOOLEAN) {
      return TypeRule.mismatch(name, type, "a boolean");
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
      return TypeRule.mismatch(name, type, "a string");
    }
    mark(row);
    codes[row] = code(utf8, offset, length);
    return null;
  }

  /**
   * The code of a string in {@link #dictionary()}, given one if it is new; for callers that write
   * into {@link #codes()}.
   *
   * @param utf8 valid UTF-8, copied
   * @throws BatchTooLargeException if the batch would take more than {@code max-batch-bytes}
   */
  public int code(byte[] utf8, int offset, int length) {
    GrowingDictionary strings = dictionary();
    int before = strings.size();
    int code = strings.code(utf8, offset, length);
    if (strings.size() != before) {
      memory.chargeString(length);
    }
    return code;
  }

  /**
   * Whether values may be written straight into the array of the type, from index {@code row} on:
   * all rows before it have a value, none from it on. {@link #reserve} makes the array long enough,
   * {@link #filledTo} records the rows written.
   */
  public boolean isDenseTo(int row) {
    return filled == row && present == null;
  }

  /**
   * Makes the array of the type long enough for this many rows.
   *
   * @throws BatchTooLargeException if the batch would take more than {@code max-batch-bytes}
   */
  public void reserve(int rows) {
    if (rows > capacity()) {
      grow(rows);
    }
  }

  /** Records that the rows before this one have values, written straight into the array. */
  public void filledTo(int rows) {
    filled = rows;
  }

  private void mark(int row) {
    if (filled != row || present != null || row >= capacity()) {
      markSlowly(row);
    }
    filled = row + 1;
  }

  private void markSlowly(int row) {
    if (row >= capacity()) {
      grow(row + 1);
    }
    if (filled < row && present == null) {
      present = maskOfFilled();
    }
    long[] mask = present;
    if (mask != null) {
      Presence.set(mask, row);
    }
  }

  private long[] maskOfFilled() {
    long[] mask = new long[Presence.words(capacity())];
    Presence.setRange(mask, 0, filled);
    return mask;
  }

  /**
   * Forgets what this row and those after it have put in, and that their values widened the column.
   *
   * @return whether the column came with them and is empty now
   */
  boolean discardFrom(int row) {
    if (filled > row) {
      filled = row;
      long[] mask = present;
      if (mask != null) {
        Presence.clearRange(mask, row, mask.length * Long.SIZE);
      }
    }
    if (widenedInRow >= row) {
      narrow();
    }
    return bornInRow >= row;
  }

  /** Makes all rows from the last one that has a value null. */
  void finish(int rows) {
    if (filled < rows) {
      reserve(rows);
      if (present == null) {
        present = maskOfFilled();
      }
    }
  }

  private boolean widen(int row) {
    int rows = Math.max(row, filled);
    for (int i = 0; i < rows; i++) {
      if (!isNull(i) && !TypeRule.isWithinExact(longs[i])) {
        return false;
      }
    }
    double[] widened = memory.grow(NO_DOUBLES, longs.length);
    for (int i = 0; i < rows; i++) {
      widened[i] = (double) longs[i];
    }
    doubles = widened;
    memory.giveBack(longs);
    longs = NO_LONGS;
    type = ColumnType.DOUBLE;
    widenedInRow = row;
    return true;
  }

  /** Undoes {@link #widen}: all that is left was a long before. */
  private void narrow() {
    longs = memory.grow(NO_LONGS, doubles.length);
    for (int i = 0; i < filled; i++) {
      longs[i] = (long) doubles[i];
    }
    memory.giveBack(doubles);
    doubles = NO_DOUBLES;
    type = ColumnType.LONG;
    widenedInRow = -1;
  }

  private int capacity() {
    return switch (type) {
      case TIMESTAMP, LONG, BOOLEAN -> longs.length;
      case DOUBLE -> doubles.length;
      case STRING -> codes.length;
    };
  }

  private void grow(int rows) {
    switch (type) {
      case TIMESTAMP, LONG, BOOLEAN -> longs = memory.grow(longs, rows);
      case DOUBLE -> doubles = memory.grow(doubles, rows);
      case STRING -> codes = memory.grow(codes, rows);
    }
    if (present != null) {
      present = Arrays.copyOf(present, Presence.words(capacity()));
    }
  }

  /** Gives the memory back; the column is empty then, and not to be used again. */
  void release() {
    GrowingDictionary strings = dictionary;
    int count = strings == null ? 0 : strings.size();
    int stringBytes = strings == null || count == 0 ? 0 : strings.ends()[count - 1];
    memory.giveBackNameAndStrings(nameUtf8.length, count, stringBytes);
    dictionary = null;
    memory.giveBack(longs);
    memory.giveBack(doubles);
    memory.giveBack(codes);
    longs = NO_LONGS;
    doubles = NO_DOUBLES;
    codes = NO_CODES;
    present = null;
    filled = 0;
  }
}
