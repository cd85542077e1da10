package io.pitwall.storage.column;

import io.pitwall.storage.limit.FormatLimits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * At most {@link #CAPACITY} values of one column, decoded. Reused from block to block; owned by one
 * thread.
 *
 * <p>Which array holds the values follows from the type: {@code longs} for TIMESTAMP, LONG and
 * BOOLEAN (0 or 1), {@code doubles} for DOUBLE, {@code codes} of {@link #dictionary} for STRING. A
 * null row has bit 0 in {@link #present} and an unspecified value in the array (a valid code, where
 * the dictionary is not empty). A constant vector holds its one value at index 0 only, and is null
 * in all rows or in none.
 */
public final class ColumnVector {
  /** The most rows a vector holds; the same as the rows of a block. */
  public static final int CAPACITY = FormatLimits.BLOCK_ROWS;

  private static final long[] NO_LONGS = new long[0];
  private static final double[] NO_DOUBLES = new double[0];
  private static final int[] NO_CODES = new int[0];

  private ColumnType type = ColumnType.LONG;
  private int rows;
  private boolean constant;
  private boolean hasNulls;
  private long[] longs = NO_LONGS;
  private double[] doubles = NO_DOUBLES;
  private int[] codes = NO_CODES;
  private final long[] present = new long[Presence.words(CAPACITY)];
  private @Nullable Dictionary dictionary;

  /**
   * Makes the vector ready for new values: not constant, no nulls, the array of the type allocated.
   */
  public void reset(ColumnType newType, int newRows) {
    type = newType;
    rows = newRows;
    constant = false;
    hasNulls = false;
    dictionary = null;
    switch (newType) {
      case TIMESTAMP, LONG, BOOLEAN -> longs = longs.length == 0 ? new long[CAPACITY] : longs;
      case DOUBLE -> doubles = doubles.length == 0 ? new double[CAPACITY] : doubles;
      case STRING -> codes = codes.length == 0 ? new int[CAPACITY] : codes;
    }
  }

  public ColumnType type() {
    return type;
  }

  public int rows() {
    return rows;
  }

  /** Whether the value at index 0 is that of all rows. */
  public boolean isConstant() {
    return constant;
  }

  public void setConstant(boolean isConstant) {
    constant = isConstant;
  }

  public long[] longs() {
    return longs;
  }

  public double[] doubles() {
    return doubles;
  }

  public int[] codes() {
    return codes;
  }

  /** A {@link Presence} mask; meaningful only if {@link #hasNulls()}. */
  public long[] present() {
    return present;
  }

  public boolean hasNulls() {
    return hasNulls;
  }

  public void setHasNulls(boolean nulls) {
    hasNulls = nulls;
  }

  /** Makes every row null (and the vector constant). */
  public void setAllNull() {
    Arrays.fill(present, 0);
    hasNulls = true;
    constant = true;
    if (type == ColumnType.STRING) {
      codes[0] = 0; // a valid code, whatever an earlier block left there
    }
  }

  public boolean isNull(int row) {
    return hasNulls && !Presence.has(present, row);
  }

  /**
   * @throws IllegalStateException if the vector is not of strings, or is null in all rows and came
   *     without a dictionary
   */
  public Dictionary dictionary() {
    if (dictionary == null) {
      throw new IllegalStateException("a vector of " + type + " without a dictionary");
    }
    return dictionary;
  }

  public boolean hasDictionary() {
    return dictionary != null;
  }

  public void setDictionary(Dictionary newDictionary) {
    dictionary = newDictionary;
  }

  /** Turns a constant vector into one with its value at every index. */
  public void flatten() {
    if (!constant) {
      return;
    }
    constant = false;
    switch (type) {
      case TIMESTAMP, LONG, BOOLEAN -> Arrays.fill(longs, 0, rows, longs[0]);
      case DOUBLE -> Arrays.fill(doubles, 0, rows, doubles[0]);
      case STRING -> Arrays.fill(codes, 0, rows, codes[0]);
    }
  }
}
