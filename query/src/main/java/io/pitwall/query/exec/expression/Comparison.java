package io.pitwall.query.exec.expression;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;

/** A comparison of two values of one type that are not known before execution. */
final class Comparison extends StrictExpression {
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    boolean accepts(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case LESS_OR_EQUAL -> order <= 0;
        case GREATER -> order > 0;
        case GREATER_OR_EQUAL -> order >= 0;
      };
    }

    /** The operator with its sides exchanged. */
    Operator mirrored() {
      return switch (this) {
        case EQUAL, NOT_EQUAL -> this;
        case LESS -> GREATER;
        case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
        case GREATER -> LESS;
        case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      };
    }
  }

  private final Operator operator;

  Comparison(Operator operator, VectorExpression left, VectorExpression right) {
    super(ColumnType.BOOLEAN, false, left, right);
    this.operator = operator;
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result) {
    ColumnVector left = arguments[0];
    ColumnVector right = arguments[1];
    long[] out = result.longs();
    switch (left.type()) {
      case TIMESTAMP, LONG, BOOLEAN -> orders(left.longs(), right.longs(), out, rows);
      case DOUBLE -> orders(left.doubles(), right.doubles(), out, rows);
      case STRING -> orders(left, right, result, rows);
    }
    for (int i = 0; i < rows; i++) {
      out[i] = operator.accepts((int) out[i]) ? 1 : 0;
    }
  }

  private static void orders(long[] left, long[] right, long[] out, int rows) {
    for (int i = 0; i < rows; i++) {
      out[i] = Long.compare(left[i], right[i]);
    }
  }

  private static void orders(double[] left, double[] right, long[] out, int rows) {
    for (int i = 0; i < rows; i++) {
      out[i] = Ordering.compare(left[i], right[i]);
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private static void orders(ColumnVector left, ColumnVector right, ColumnVector result, int rows) {
    long[] out = result.longs();
    for (int i = 0; i < rows; i++) {
      out[i] = 0;
      if (!result.isNull(i)) {
        Dictionary leftStrings = left.dictionary();
        Dictionary rightStrings = right.dictionary();
        int leftCode = left.codes()[i];
        int rightCode = right.codes()[i];
        if (leftStrings != rightStrings || leftCode != rightCode) {
          out[i] = Ordering.compare(leftStrings.utf8(leftCode), rightStrings.utf8(rightCode));
        }
      }
    }
  }
}
