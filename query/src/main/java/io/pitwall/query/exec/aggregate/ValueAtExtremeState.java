package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Ordering;
import io.pitwall.query.exec.expression.StringPool;
import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/**
 * The value of the row whose order, the second argument, is the least or the greatest, among rows
 * where both have a value. Of equal orders the least keeps the row met first, the greatest the one
 * met last.
 */
final class ValueAtExtremeState extends ChoiceState {
  private final ColumnType type;
  private final boolean greatest;
  private final StringPool pool = new StringPool();
  private final Slot.Longs orders;
  private final Slot.Longs values;
  private final Slot.Flags seen;

  /**
   * @param type of the value
   */
  ValueAtExtremeState(ColumnType type, boolean greatest, GroupSlots slots) {
    this.type = type;
    this.greatest = greatest;
    orders = slots.longs(0);
    values = slots.longs(0);
    seen = slots.flags();
  }

  @Override
  public long extraBytes() {
    return pool.sizeBytes();
  }

  @Override
  public void forgetSources() {
    pool.forgetSources();
  }

  @Override
  public void update(int[] groupIds, ColumnVector[] arguments, int rows) {
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
    long order = orders.values[group];
    return !seen.values[group] || (greatest ? at >= order : at < order);
  }

  private void keep(int group, long at, long value) {
    seen.values[group] = true;
    orders.values[group] = at;
    values.values[group] = value;
  }

  private long bits(ColumnVector value, int row) {
    return switch (type) {
      case TIMESTAMP, LONG, BOOLEAN -> value.longs()[row];
      case DOUBLE -> Double.doubleToRawLongBits(value.doubles()[row]);
      case STRING -> pool.translate(value.dictionary(), value.codes()[row]);
    };
  }

  @Override
  public void merge(AggregateState other, int[] groupIds, int count) {
    ValueAtExtremeState that = (ValueAtExtremeState) other;
    for (int i = 0; i < count; i++) {
      long at = that.orders.values[i];
      if (that.seen.values[i] && isWanted(groupIds[i], at)) {
        long value = that.values.values[i];
        boolean isCode = type == ColumnType.STRING;
        keep(groupIds[i], at, isCode ? pool.translate(that.pool.dictionary(), (int) value) : value);
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
      long value = values.values[from + i];
      switch (type) {
        case TIMESTAMP, LONG, BOOLEAN -> into.longs()[i] = value;
        case DOUBLE -> into.doubles()[i] = Double.longBitsToDouble(value);
        case STRING -> into.codes()[i] = (int) value;
      }
      if (!seen.values[from + i]) {
        Vectors.setNull(into, i);
      }
    }
  }
}
