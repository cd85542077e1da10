package io.pitwall.query.exec.expression;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import java.util.Arrays;

/** Collects one vector from the values that several expressions have for some of its rows. */
final class ChosenValues {
  private final ColumnVector result = new ColumnVector();
  private final int[] pooled = new int[ColumnVector.CAPACITY];
  private StringPool pool = new StringPool();
  private int values;

  /** Begins another vector; a row is null until it gets a value. */
  void begin(ColumnType type, int rows) {
    result.reset(type, rows);
    Arrays.fill(result.present(), 0);
    result.setHasNulls(true);
    values = 0;
    if (type == ColumnType.STRING) {
      if (pool.sizeBytes() > PageStrings.FEW_BYTES) {
        pool = new StringPool();
      }
      result.setDictionary(pool.dictionary());
      Arrays.fill(result.codes(), 0, rows, 0);
    }
  }

  /**
   * Gives rows their values.
   *
   * @param computed value i is for row {@code where[i]}; a null leaves the row as it is
   */
  void put(ColumnVector computed, int[] where, int count) {
    if (count == 0 || computed.isConstant() && computed.hasNulls()) {
      return;
    }
    int step = computed.isConstant() ? 0 : 1;
    switch (result.type()) {
      case TIMESTAMP, LONG, BOOLEAN -> copy(computed.longs(), step, where, count, result.longs());
      case DOUBLE -> copy(computed.doubles(), step, where, count, result.doubles());
      case STRING -> {
        Arrays.fill(pooled, 0, count, 0);
        pool.translate(computed, count, pooled);
        copy(pooled, where, count, result.codes());
      }
    }
    mark(computed, where, count);
  }

  private static void copy(long[] from, int step, int[] where, int count, long[] into) {
    for (int i = 0; i < count; i++) {
      into[where[i]] = from[i * step];
    }
  }

  private static void copy(double[] from, int step, int[] where, int count, double[] into) {
    for (int i = 0; i < count; i++) {
      into[where[i]] = from[i * step];
    }
  }

  private static void copy(int[] from, int[] where, int count, int[] into) {
    for (int i = 0; i < count; i++) {
      into[where[i]] = from[i];
    }
  }

  private void mark(ColumnVector computed, int[] where, int count) {
    long[] present = result.present();
    boolean some = computed.hasNulls();
    for (int i = 0; i < count; i++) {
      if (!some || !computed.isNull(i)) {
        present[where[i] >>> 6] |= 1L << where[i];
        values++;
      }
    }
  }

  /** The vector, valid until the next one begins. */
  ColumnVector end() {
    result.setHasNulls(values < result.rows());
    return result;
  }
}
