package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.Ordering;
import io.pitwall.query.exec.expression.StringPool;
import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import java.util.Arrays;

/** Any number of values of one column: doubles by raw bits, strings by codes of a pool. */
final class ColumnBuffer {
  /** After how many strings, less one, it looks whether the statement is to stop. */
  private static final int CHECK_MASK = (1 << 14) - 1;

  private static final long BYTES_PER_VALUE = Long.BYTES + 1;

  private final ColumnType type;
  private StringPool pool = new StringPool();
  private long[] values = new long[16];
  private boolean[] nulls = new boolean[16];
  private int size;
  private final int[] translated = new int[ColumnVector.CAPACITY];
  private int[] ranks = new int[0];

  ColumnBuffer(ColumnType type) {
    this.type = type;
  }

  ColumnType type() {
    return type;
  }

  int size() {
    return size;
  }

  long sizeBytes() {
    return values.length * BYTES_PER_VALUE + pool.sizeBytes() + ranks.length * 4L;
  }

  /** What the arrays of a buffer take anew before rows can be appended; the old ones are freed. */
  long growthBytes(int count) {
    return size + count > values.length ? grownCapacity(count) * BYTES_PER_VALUE : 0;
  }

  private int grownCapacity(int count) {
    return Math.max(size + count, (int) Math.min(values.length * 2L, Integer.MAX_VALUE - 8));
  }

  /** Appends the chosen rows of a vector. */
  void append(ColumnVector vector, int[] selection, int count) {
    if (size + count > values.length) {
      int capacity = grownCapacity(count);
      values = Arrays.copyOf(values, capacity);
      nulls = Arrays.copyOf(nulls, capacity);
    }
    if (type == ColumnType.STRING && vector.hasDictionary()) {
      pool.translate(vector, vector.rows(), translated);
    }
    boolean constant = vector.isConstant();
    for (int i = 0; i < count; i++) {
      int row = constant ? 0 : selection[i];
      boolean isNull = vector.isNull(row);
      nulls[size] = isNull;
      values[size++] = isNull ? 0 : value(vector, row);
    }
  }

  private long value(ColumnVector vector, int row) {
    return switch (type) {
      case TIMESTAMP, LONG, BOOLEAN -> vector.longs()[row];
      case DOUBLE -> Double.doubleToRawLongBits(vector.doubles()[row]);
      case STRING -> translated[row];
    };
  }

  boolean isNull(int row) {
    return nulls[row];
  }

  /** A long that orders as the values do; of strings only after {@link #rank}. */
  long sortable(int row) {
    return switch (type) {
      case TIMESTAMP, LONG, BOOLEAN -> values[row];
      case DOUBLE -> Ordering.sortable(Double.longBitsToDouble(values[row]));
      case STRING -> ranks[(int) values[row]];
    };
  }

  /**
   * Orders the strings there are now.
   *
   * @throws QueryException as {@link ExecutionControl#check} does
   */
  void rank(ExecutionControl control) throws QueryException {
    if (type != ColumnType.STRING || ranks.length == pool.dictionary().size()) {
      return;
    }
    int count = pool.dictionary().size();
    byte[][] strings = new byte[count][];
    int[] order = new int[count];
    for (int code = 0; code < count; code++) {
      if ((code & CHECK_MASK) == 0) {
        control.check();
      }
      strings[code] = pool.dictionary().utf8(code);
      order[code] = code;
    }
    IndexSort.sort(order, count, (a, b) -> Ordering.compare(strings[a], strings[b]), control);
    ranks = new int[count];
    for (int rank = 0; rank < count; rank++) {
      ranks[order[rank]] = rank;
    }
  }

  /** Keeps the given rows only, in the given order. */
  void retain(int[] order, int count) {
    long[] keptValues = new long[Math.max(count, 16)];
    boolean[] keptNulls = new boolean[Math.max(count, 16)];
    boolean manyGone = type == ColumnType.STRING && pool.dictionary().size() > 4 * count + 1024;
    StringPool keptPool = manyGone ? new StringPool() : pool;
    for (int i = 0; i < count; i++) {
      int row = order[i];
      keptNulls[i] = nulls[row];
      keptValues[i] =
          manyGone && !nulls[row]
              ? keptPool.translate(pool.dictionary(), (int) values[row])
              : values[row];
    }
    if (manyGone) {
      pool = keptPool;
      ranks = new int[0];
    }
    values = keptValues;
    nulls = keptNulls;
    size = count;
  }

  /** The values of the rows {@code order[from]} …. */
  void emit(int[] order, int from, int count, ColumnVector into) {
    into.reset(type, count);
    if (type == ColumnType.STRING) {
      into.setDictionary(pool.dictionary());
    }
    for (int i = 0; i < count; i++) {
      int row = order[from + i];
      switch (type) {
        case TIMESTAMP, LONG, BOOLEAN -> into.longs()[i] = values[row];
        case DOUBLE -> into.doubles()[i] = Double.longBitsToDouble(values[row]);
        case STRING -> into.codes()[i] = (int) values[row];
      }
      if (nulls[row]) {
        Vectors.setNull(into, i);
      }
    }
  }
}
