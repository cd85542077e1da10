package io.pitwall.query.exec.expression;

import io.pitwall.query.exec.expression.Arithmetic.Operation;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnVector;

/**
 * Arithmetic of doubles, with the errors that PostgreSQL raises: overflow, if the result is
 * infinite and no argument is; underflow, if a product or quotient is zero and should not be;
 * division by zero, unless of NaN.
 *
 * <p>Each kernel also collects whether any result needs a closer look, without a branch per row.
 */
final class DoubleArithmetic {
  private static final long EXPONENT_UNIT = 1L << 52;

  private DoubleArithmetic() {}

  /**
   * Computes all rows.
   *
   * @throws QueryException OUT_OF_RANGE or DIVISION_BY_ZERO because of a row that is not null
   */
  static void compute(
      Operation operation, double[] a, double[] b, int rows, ColumnVector result)
      throws QueryException {
    double[] out = result.doubles();
    boolean isSuspicious =
        switch (operation) {
          case ADD -> add(a, b, out, rows);
          case SUBTRACT -> subtract(a, b, out, rows);
          case MULTIPLY -> multiply(a, b, out, rows);
          case DIVIDE -> divide(a, b, out, rows);
          case REMAINDER -> remainder(a, b, out, rows);
        };
    if (isSuspicious) {
      for (int i = 0; i < rows; i++) {
        if (isWrong(operation, a[i], b[i], out[i]) && !result.isNull(i)) {
          throw failure(operation, a[i], b[i]);
        }
      }
    }
  }

  private static boolean add(double[] a, double[] b, double[] out, int rows) {
    long special = 0;
    for (int i = 0; i < rows; i++) {
      double sum = a[i] + b[i];
      out[i] = sum;
      special |= negativeIfNotFinite(sum);
    }
    return special < 0;
  }

  private static boolean subtract(double[] a, double[] b, double[] out, int rows) {
    long special = 0;
    for (int i = 0; i < rows; i++) {
      double difference = a[i] - b[i];
      out[i] = difference;
      special |= negativeIfNotFinite(difference);
    }
    return special < 0;
  }

  private static boolean multiply(double[] a, double[] b, double[] out, int rows) {
    long special = 0;
    for (int i = 0; i < rows; i++) {
      double product = a[i] * b[i];
      out[i] = product;
      special |= negativeIfNotFinite(product) | negativeIfZero(product);
    }
    return special < 0;
  }

  private static boolean divide(double[] a, double[] b, double[] out, int rows) {
    long special = 0;
    for (int i = 0; i < rows; i++) {
      double quotient = a[i] / b[i];
      out[i] = quotient;
      special |= negativeIfNotFinite(quotient) | negativeIfZero(quotient);
    }
    return special < 0;
  }

  private static boolean remainder(double[] a, double[] b, double[] out, int rows) {
    long special = 0;
    for (int i = 0; i < rows; i++) {
      double rest = a[i] % b[i];
      out[i] = rest;
      special |= negativeIfNotFinite(rest);
    }
    return special < 0;
  }

  /** The exponent of infinities and NaNs is all ones, so that one more is carried into the sign. */
  private static long negativeIfNotFinite(double value) {
    return (Double.doubleToRawLongBits(value) & Long.MAX_VALUE) + EXPONENT_UNIT;
  }

  private static long negativeIfZero(double value) {
    return (Double.doubleToRawLongBits(value) & Long.MAX_VALUE) - 1;
  }

  private static boolean isWrong(Operation operation, double a, double b, double result) {
    return switch (operation) {
      case ADD, SUBTRACT -> isOverflow(a, b, result);
      case MULTIPLY -> isOverflow(a, b, result) || result == 0 && a != 0 && b != 0;
      case DIVIDE ->
          b == 0 && !Double.isNaN(a)
              || isOverflow(a, b, result)
              || result == 0 && a != 0 && !Double.isInfinite(b);
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
