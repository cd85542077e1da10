package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Ordering;
import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/**
 * The value of the row whose order, the second argument, is the least or the greatest, among rows
 * where both have a value. Of rows with the same order the least or greatest value is taken as
 * well, so that the answer does not depend on where the rows lie.
 */
final class ValueAtExtremeState extends ChoiceState {
  private final ColumnType type;
  private final boolean greatest;
  private final KeptStrings strings = new KeptStrings();
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
    return strings.sizeBytes();
  }

  @Override
  public void forgetSources() {
    strings.forgetSources();
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
      if (mayBeWanted(group, at)) {
        add(group, at, ordered(value, i));
      }
    }
    dropUnused();
  }

  private boolean mayBeWanted(int group, long at) {
    long order = orders.values[group];
    return !seen.values[group] || (greatest ? at >= order : at <= order);
  }

  private void add(int group, long at, long value) {
    if (!seen.values[group]
        || orders.values[group] != at
        || isBetter(value, values.values[group])) {
      seen.values[group] = true;
      orders.values[group] = at;
      values.values[group] = value;
    }
  }

  private boolean isBetter(long value, long than) {
    int comparison =
        type == ColumnType.STRING
            ? strings.compare((int) value, (int) than)
            : Long.compare(value, than);
    return greatest ? comparison > 0 : comparison < 0;
  }

  /** A long in the order of the values; of strings a code. */
  private long ordered(ColumnVector value, int row) {
    return switch (type) {
      case TIMESTAMP, LONG, BOOLEAN -> value.longs()[row];
      case DOUBLE -> Ordering.toLong(value.doubles()[row]);
      case STRING -> strings.pool().translate(value.dictionary(), value.codes()[row]);
    };
  }

  private void dropUnused() {
    if (strings.areMany()) {
      for (int group = 0; group < seen.values.length; group++) {
        if (seen.values[group]) {
          values.values[group] = strings.keep((int) values.values[group]);
        }
      }
      strings.dropOthers();
    }
  }

  @Override
  public void merge(AggregateState other, int[] groupIds, int count) {
    ValueAtExtremeState that = (ValueAtExtremeState) other;
    for (int i = 0; i < count; i++) {
      long at = that.orders.values[i];
      if (that.seen.values[i] && mayBeWanted(groupIds[i], at)) {
        long value = that.values.values[i];
        boolean isCode = type == ColumnType.STRING;
        add(
            groupIds[i],
            at,
            isCode ? strings.pool().translate(that.strings.dictionary(), (int) value) : value);
      }
    }
    dropUnused();
  }

  @Override
  public void emit(int from, int rows, ColumnVector into) {
    into.reset(type, rows);
    if (type == ColumnType.STRING) {
      into.setDictionary(strings.dictionary());
    }
    for (int i = 0; i < rows; i++) {
      long value = values.values[from + i];
      switch (type) {
        case TIMESTAMP, LONG, BOOLEAN -> into.longs()[i] = value;
        case DOUBLE -> into.doubles()[i] = Ordering.toDouble(value);
        case STRING -> into.codes()[i] = (int) value;
      }
      if (!seen.values[from + i]) {
        Vectors.setNull(into, i);
      }
    }
  }
}
