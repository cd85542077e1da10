package io.pitwall.query.exec.expression;

import io.pitwall.query.exec.expression.Arithmetic.Operation;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnVector;

/**
 * Arithmetic of doubles. As in PostgreSQL, a result that is infinite although no argument is raises
 * an error, and so does a division by zero, except of NaN.
 */
public final class DoubleArithmetic {
  private DoubleArithmetic() {}

  /**
   * Computes all rows.
   *
   * @throws QueryException OUT_OF_RANGE or DIVISION_BY_ZERO because of a row that is not null
   */
  static void compute(Operation operation, double[] a, double[] b, int rows, ColumnVector result)
      throws QueryException {
    double[] out = result.doubles();
    switch (operation) {
      case ADD -> add(a, b, out, rows);
      case SUBTRACT -> subtract(a, b, out, rows);
      case MULTIPLY -> multiply(a, b, out, rows);
      case DIVIDE -> divide(a, b, out, rows);
      case REMAINDER -> remainder(a, b, out, rows);
    }
    if (!areFinite(out, rows)) {
      for (int i = 0; i < rows; i++) {
        if (isWrong(operation, a[i], b[i], out[i]) && !result.isNull(i)) {
          throw failure(operation, a[i], b[i]);
        }
      }
    }
  }

  /** Whether no value is infinite or NaN. */
  public static boolean areFinite(double[] values, int rows) {
    for (int i = 0; i < rows; i++) {
      if (!Double.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }

  private static void add(double[] a, double[] b, double[] out, int rows) {
    for (int i = 0; i < rows; i++) {
      out[i] = a[i] + b[i];
    }
  }

  private static void subtract(double[] a, double[] b, double[] out, int rows) {
    for (int i = 0; i < rows; i++) {
      out[i] = a[i] - b[i];
    }
  }

  private static void multiply(double[] a, double[] b, double[] out, int rows) {
    for (int i = 0; i < rows; i++) {
      out[i] = a[i] * b[i];
    }
  }

  private static void divide(double[] a, double[] b, double[] out, int rows) {
    for (int i = 0; i < rows; i++) {
      out[i] = a[i] / b[i];
    }
  }

  private static void remainder(double[] a, double[] b, double[] out, int rows) {
    for (int i = 0; i < rows; i++) {
      out[i] = a[i] % b[i];
    }
  }

  private static boolean isWrong(Operation operation, double a, double b, double result) {
    return switch (operation) {
      case ADD, SUBTRACT, MULTIPLY -> isOverflow(a, b, result);
      case DIVIDE -> b == 0 && !Double.isNaN(a) || isOverflow(a, b, result);
      case REMAINDER -> b == 0 && !Double.isNaN(a);
    };
  }

  private static boolean isOverflow(double a, double b, double result) {
    return Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b);
  }

  private static QueryException failure(Operation operation, double a, double b) {
    if (b == 0 && (operation == Operation.DIVIDE || operation == Operation.REMAINDER)) {
      return Arithmetic.divisionByZero(operation, Double.toString(a));
    }
    return new QueryException(
        QueryException.Kind.OUT_OF_RANGE,
        a + " " + operation.symbol() + " " + b + " is out of the range of a double");
  }
}
