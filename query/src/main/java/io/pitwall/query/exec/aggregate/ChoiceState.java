package io.pitwall.query.exec.aggregate;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/** One of the values of a group; null for groups without values. */
public abstract sealed class ChoiceState extends AggregateState
    permits ExtremeState, StringExtremeState, ValueAtExtremeState {

  /** The least value: MIN. */
  public static ChoiceState least(ColumnType type, GroupSlots slots) {
    return extreme(ExtremeKind.MIN, type, slots);
  }

  /** The greatest value: MAX. */
  public static ChoiceState greatest(ColumnType type, GroupSlots slots) {
    return extreme(ExtremeKind.MAX, type, slots);
  }

  /** Any value: ANY_VALUE. */
  public static ChoiceState any(ColumnType type, GroupSlots slots) {
    return extreme(ExtremeKind.ANY, type, slots);
  }

  /** The value of the row with the least second argument: FIRST, ARG_MIN. */
  public static ChoiceState atLeast(ColumnType type, GroupSlots slots) {
    return new ValueAtExtremeState(type, false, slots);
  }

  /** The value of the row with the greatest second argument: LAST, ARG_MAX. */
  public static ChoiceState atGreatest(ColumnType type, GroupSlots slots) {
    return new ValueAtExtremeState(type, true, slots);
  }

  private static ChoiceState extreme(ExtremeKind kind, ColumnType type, GroupSlots slots) {
    return switch (type) {
      case TIMESTAMP, LONG, BOOLEAN, DOUBLE ->
          new ExtremeState(type, kind == ExtremeKind.MAX, slots);
      case STRING -> new StringExtremeState(kind, slots);
    };
  }

  /** Writes the chosen values of the groups from {@code from} on. */
  public abstract void emit(int from, int rows, ColumnVector into);
}
