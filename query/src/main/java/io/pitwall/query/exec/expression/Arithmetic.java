package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;

/**
 * {@code + − * / %} on two longs or two doubles. An error is raised where the result does not fit,
 * and by a division by zero; {@link DoubleArithmetic} says when a double does not fit.
 */
public final class Arithmetic extends StrictExpression {
  enum Operation {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    REMAINDER("%");

    private final String symbol;

    Operation(String symbol) {
      this.symbol = symbol;
    }

    String symbol() {
      return symbol;
    }
  }

  private final Operation operation;

  /**
   * @param type DOUBLE for two doubles, else LONG or TIMESTAMP for two arguments of longs
   */
  Arithmetic(ColumnType type, Operation operation, VectorExpression left, VectorExpression right) {
    super(type, true, left, right);
    this.operation = operation;
  }

  /**
   * The negative of a long.
   *
   * @throws QueryException OUT_OF_RANGE if it does not fit
   */
  public static long negate(long number) throws QueryException {
    if (number == Long.MIN_VALUE) {
      throw new QueryException(
          QueryException.Kind.OUT_OF_RANGE,
          "the negative of " + number + " does not fit in a 64-bit integer");
    }
    return -number;
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result)
      throws QueryException {
    ColumnVector left = arguments[0];
    ColumnVector right = arguments[1];
    if (type() == ColumnType.DOUBLE) {
      DoubleArithmetic.compute(operation, left.doubles(), right.doubles(), rows, result);
    } else if (!computeLongs(left.longs(), right.longs(), result.longs(), rows)) {
      computeChecked(left.longs(), right.longs(), rows, result);
    }
  }

  /** False if some row, perhaps one that is null, needs a closer look. */
  private boolean computeLongs(long[] a, long[] b, long[] out, int rows) {
    return switch (operation) {
      case ADD -> add(a, b, out, rows);
      case SUBTRACT -> subtract(a, b, out, rows);
      case MULTIPLY -> multiply(a, b, out, rows);
      case DIVIDE, REMAINDER -> false;
    };
  }

  private static boolean add(long[] a, long[] b, long[] out, int rows) {
    long overflow = 0;
    for (int i = 0; i < rows; i++) {
      long sum = a[i] + b[i];
      overflow |= (a[i] ^ sum) & (b[i] ^ sum);
      out[i] = sum;
    }
    return overflow >= 0;
  }

  private static boolean subtract(long[] a, long[] b, long[] out, int rows) {
    long overflow = 0;
    for (int i = 0; i < rows; i++) {
      long difference = a[i] - b[i];
      overflow |= (a[i] ^ b[i]) & (a[i] ^ difference);
      out[i] = difference;
    }
    return overflow >= 0;
  }

  private static boolean multiply(long[] a, long[] b, long[] out, int rows) {
    long overflow = 0;
    for (int i = 0; i < rows; i++) {
      long low = a[i] * b[i];
      overflow |= Math.multiplyHigh(a[i], b[i]) ^ low >> 63;
      out[i] = low;
    }
    return overflow == 0;
  }

  private void computeChecked(long[] a, long[] b, int rows, ColumnVector result)
      throws QueryException {
    long[] out = result.longs();
    for (int i = 0; i < rows; i++) {
      if (!result.isNull(i)) {
        out[i] = exact(a[i], b[i]);
      }
    }
  }

  private long exact(long a, long b) throws QueryException {
    try {
      return switch (operation) {
        case ADD -> Math.addExact(a, b);
        case SUBTRACT -> Math.subtractExact(a, b);
        case MULTIPLY -> Math.multiplyExact(a, b);
        case DIVIDE -> {
          checkDivisor(b == 0, Long.toString(a));
          yield Math.divideExact(a, b);
        }
        case REMAINDER -> {
          checkDivisor(b == 0, Long.toString(a));
          yield a % b;
        }
      };
    } catch (ArithmeticException overflow) {
      throw new QueryException(
          QueryException.Kind.OUT_OF_RANGE,
          a + " " + operation.symbol + " " + b + " does not fit in a 64-bit integer",
          0,
          0,
          overflow);
    }
  }

  private void checkDivisor(boolean isZero, String dividend) throws QueryException {
    if (isZero) {
      throw divisionByZero(operation, dividend);
    }
  }

  static QueryException divisionByZero(Operation operation, String dividend) {
    return new QueryException(
        QueryException.Kind.DIVISION_BY_ZERO,
        "division by zero: "
            + dividend
            + " "
            + operation.symbol
            + " 0; NULLIF(divisor, 0) makes the result null instead");
  }
}
