package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/** A sum and the number of values in it, for SUM and AVG. */
public abstract sealed class SumState extends AggregateState permits LongSumState, DoubleSumState {
  final Slot.Longs counts;

  SumState(GroupSlots slots) {
    counts = slots.longs(0);
  }

  /**
   * The state of sums of a type.
   *
   * @throws QueryException TYPE_MISMATCH if the type is not a number's
   */
  public static SumState of(ColumnType type, GroupSlots slots) throws QueryException {
    return switch (type) {
      case LONG -> new LongSumState(slots);
      case DOUBLE -> new DoubleSumState(slots);
      case TIMESTAMP, BOOLEAN, STRING ->
          throw new QueryException(
              QueryException.Kind.TYPE_MISMATCH, "SUM and AVG need numbers, not " + type);
    };
  }

  /** The type of sums. */
  abstract ColumnType type();

  /** Writes the sum of a group that has values. */
  abstract void emitSum(int group, ColumnVector into, int row) throws QueryException;

  /**
   * The sum of a group, as exact as a double is.
   *
   * @throws QueryException OUT_OF_RANGE if it is beyond the greatest double
   */
  abstract double sum(int group) throws QueryException;

  /** SUM: null for groups without values. */
  public final void emitSums(int from, int rows, ColumnVector into) throws QueryException {
    into.reset(type(), rows);
    for (int i = 0; i < rows; i++) {
      if (counts.values[from + i] == 0) {
        Vectors.setNull(into, i);
      } else {
        emitSum(from + i, into, i);
      }
    }
  }

  /** AVG: null for groups without values. */
  public final void emitAverages(int from, int rows, ColumnVector into) throws QueryException {
    into.reset(ColumnType.DOUBLE, rows);
    for (int i = 0; i < rows; i++) {
      long count = counts.values[from + i];
      if (count == 0) {
        Vectors.setNull(into, i);
      } else {
        into.doubles()[i] = sum(from + i) / count;
      }
    }
  }
}
