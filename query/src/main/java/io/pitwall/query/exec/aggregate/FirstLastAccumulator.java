package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Ordering;
import io.pitwall.query.exec.expression.StringPool;
import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import java.util.Arrays;

/**
 * FIRST and LAST: the value with the least or greatest order, of the rows where both have a value.
 * Of equal orders FIRST keeps the row met first and LAST the one met last.
 */
public final class FirstLastAccumulator extends Accumulator {
  private final ColumnType type;
  private final boolean last;
  private final StringPool pool = new StringPool();
  private long[] orders = new long[0];
  private long[] values = new long[0];
  private boolean[] seen = new boolean[0];

  /**
   * @param type of the value
   */
  public FirstLastAccumulator(ColumnType type, boolean last) {
    this.type = type;
    this.last = last;
  }

  @Override
  public ColumnType type() {
    return type;
  }

  @Override
  public void ensureCapacity(int capacity) {
    orders = Arrays.copyOf(orders, capacity);
    values = Arrays.copyOf(values, capacity);
    seen = Arrays.copyOf(seen, capacity);
  }

  @Override
  public long bytesPerGroup() {
    return 17;
  }

  @Override
  public long extraBytes() {
    return pool.sizeBytes();
  }

  @Override
  public void add(int[] groupIds, ColumnVector[] arguments, int rows) {
    ColumnVector value = arguments[0];
    ColumnVector order = arguments[1];
    boolean byDouble = order.type() == ColumnType.DOUBLE;
    for (int i = 0; i < rows; i++) {
      if (value.isNull(i) || order.isNull(i)) {
        continue;
      }
      long at = byDouble ? Ordering.sortable(order.doubles()[i]) : order.longs()[i];
      int group = groupIds[i];
      if (isWanted(group, at)) {
        keep(group, at, bits(value, i));
      }
    }
  }

  private boolean isWanted(int group, long at) {
    return !seen[group] || (last ? at >= orders[group] : at < orders[group]);
  }

  private void keep(int group, long at, long value) {
    seen[group] = true;
    orders[group] = at;
    values[group] = value;
  }

  private long bits(ColumnVector value, int row) {
    return switch (type) {
      case TIMESTAMP, LONG, BOOLEAN -> value.longs()[row];
      case DOUBLE -> Double.doubleToRawLongBits(value.doubles()[row]);
      case STRING -> pool.translate(value.dictionary(), value.codes()[row]);
    };
  }

  @Override
  public void addGroups(Accumulator other, int[] groupIds, int count) {
    FirstLastAccumulator that = (FirstLastAccumulator) other;
    for (int i = 0; i < count; i++) {
      if (that.seen[i] && isWanted(groupIds[i], that.orders[i])) {
        long value = that.values[i];
        keep(
            groupIds[i],
            that.orders[i],
            type == ColumnType.STRING
                ? pool.translate(that.pool.dictionary(), (int) value)
                : value);
      }
    }
  }

  @Override
  public void emit(int from, int rows, ColumnVector into) {
    into.reset(type, rows);
    if (type == ColumnType.STRING) {
      into.setDictionary(pool.dictionary());
    }
    for (int i = 0; i < rows; i++) {
      long value = values[from + i];
      switch (type) {
        case TIMESTAMP, LONG, BOOLEAN -> into.longs()[i] = value;
        case DOUBLE -> into.doubles()[i] = Double.longBitsToDouble(value);
        case STRING -> into.codes()[i] = (int) value;
      }
      if (!seen[from + i]) {
        Vectors.setNull(into, i);
      }
    }
  }
}
