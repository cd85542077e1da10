package io.pitwall.query.exec.expression;

import io.pitwall.storage.column.ColumnVector;
import java.util.Arrays;

/** What every operator does with vectors: copies of rows, null masks, selections. */
public final class Vectors {
  private Vectors() {}

  /** Copies the chosen rows to the front of another vector. */
  public static void gather(ColumnVector from, int[] selection, int count, ColumnVector into) {
    into.reset(from.type(), count);
    if (from.hasDictionary()) {
      into.setDictionary(from.dictionary());
    }
    if (from.isConstant()) {
      copyConstant(from, into);
      return;
    }
    switch (from.type()) {
      case TIMESTAMP, LONG, BOOLEAN -> gather(from.longs(), selection, count, into.longs());
      case DOUBLE -> gather(from.doubles(), selection, count, into.doubles());
      case STRING -> gather(from.codes(), selection, count, into.codes());
    }
    if (from.hasNulls()) {
      long[] source = from.present();
      long[] target = into.present();
      Arrays.fill(target, 0);
      for (int i = 0; i < count; i++) {
        int row = selection[i];
        target[i >>> 6] |= (source[row >>> 6] >>> row & 1) << i;
      }
      into.setHasNulls(true);
    }
  }

  private static void copyConstant(ColumnVector from, ColumnVector into) {
    if (from.hasNulls()) {
      into.setAllNull();
      return;
    }
    switch (from.type()) {
      case TIMESTAMP, LONG, BOOLEAN -> into.longs()[0] = from.longs()[0];
      case DOUBLE -> into.doubles()[0] = from.doubles()[0];
      case STRING -> into.codes()[0] = from.codes()[0];
    }
    into.setConstant(true);
  }

  private static void gather(long[] from, int[] selection, int count, long[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = from[selection[i]];
    }
  }

  private static void gather(double[] from, int[] selection, int count, double[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = from[selection[i]];
    }
  }

  private static void gather(int[] from, int[] selection, int count, int[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = from[selection[i]];
    }
  }

  /**
   * The vector with a value at every index: itself, or if it is constant a copy in {@code scratch}.
   *
   * @param rows how many indexes
   */
  public static ColumnVector dense(ColumnVector vector, int rows, ColumnVector scratch) {
    if (!vector.isConstant()) {
      return vector;
    }
    scratch.reset(vector.type(), rows);
    if (vector.hasDictionary()) {
      scratch.setDictionary(vector.dictionary());
    }
    copyConstant(vector, scratch);
    if (vector.hasNulls()) {
      scratch.setConstant(false);
    } else {
      scratch.flatten();
    }
    return scratch;
  }

  /** Makes rows null in {@code into} that are null in {@code from}; neither is constant. */
  public static void addNulls(ColumnVector from, ColumnVector into) {
    if (!from.hasNulls()) {
      return;
    }
    long[] source = from.present();
    long[] target = into.present();
    if (into.hasNulls()) {
      for (int i = 0; i < target.length; i++) {
        target[i] &= source[i];
      }
    } else {
      System.arraycopy(source, 0, target, 0, target.length);
      into.setHasNulls(true);
    }
  }

  /** Makes one row null; the vector is not constant. */
  public static void setNull(ColumnVector vector, int row) {
    if (!vector.hasNulls()) {
      Arrays.fill(vector.present(), -1L);
      vector.setHasNulls(true);
    }
    vector.present()[row >>> 6] &= ~(1L << row);
  }

  /**
   * The rows where a boolean vector is true.
   *
   * @return how many
   */
  public static int select(ColumnVector condition, int rows, int[] selection) {
    if (condition.isConstant()) {
      if (condition.hasNulls() || condition.longs()[0] == 0) {
        return 0;
      }
      for (int i = 0; i < rows; i++) {
        selection[i] = i;
      }
      return rows;
    }
    return condition.hasNulls()
        ? select(condition.longs(), condition.present(), rows, selection)
        : select(condition.longs(), rows, selection);
  }

  private static int select(long[] condition, int rows, int[] selection) {
    int count = 0;
    for (int i = 0; i < rows; i++) {
      selection[count] = i;
      count += (int) condition[i];
    }
    return count;
  }

  private static int select(long[] condition, long[] present, int rows, int[] selection) {
    int count = 0;
    for (int i = 0; i < rows; i++) {
      selection[count] = i;
      count += (int) (condition[i] & present[i >>> 6] >>> i & 1);
    }
    return count;
  }

  /** The bytes of a string row. */
  public static byte[] utf8(ColumnVector vector, int row) {
    return vector.dictionary().utf8(vector.codes()[vector.isConstant() ? 0 : row]);
  }
}
