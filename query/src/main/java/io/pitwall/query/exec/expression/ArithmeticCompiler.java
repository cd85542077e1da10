package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.CalendarUnit;
import io.pitwall.query.type.SqlType;
import io.pitwall.storage.column.ColumnType;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/** Compiles {@code + - * / %} and both signs. */
final class ArithmeticCompiler {
  private static final long NANOS_PER_DAY = CalendarUnit.DAY.nanos();

  private final ExpressionCompiler compiler;

  ArithmeticCompiler(ExpressionCompiler compiler) {
    this.compiler = compiler;
  }

  VectorExpression binary(Arithmetic.Operation operation, RexCall call) throws QueryException {
    VectorExpression left = compiler.compile(call.getOperands().get(0));
    VectorExpression right = compiler.compile(call.getOperands().get(1));
    if (isMonths(call, 1) && operation != Arithmetic.Operation.MULTIPLY) {
      return plusMonths(left, right, operation == Arithmetic.Operation.SUBTRACT);
    }
    if (isMonths(call, 0)
        && left.type() == ColumnType.LONG
        && right.type() == ColumnType.TIMESTAMP) {
      return plusMonths(right, left, false);
    }
    ColumnType type = SqlType.of(call.getType()).column();
    boolean doubles = left.type() == ColumnType.DOUBLE || right.type() == ColumnType.DOUBLE;
    if (type == ColumnType.DOUBLE || doubles) {
      VectorExpression result =
          new Arithmetic(
              ColumnType.DOUBLE,
              operation,
              Conversions.to(ColumnType.DOUBLE, left),
              Conversions.to(ColumnType.DOUBLE, right));
      return Conversions.to(type, ExpressionCompiler.fold(result));
    }
    if (!left.type().isLongBacked() || !right.type().isLongBacked()) {
      throw new QueryException(
          QueryException.Kind.TYPE_MISMATCH,
          "no arithmetic between " + left.type() + " and " + right.type());
    }
    return new Arithmetic(type, operation, left, right);
  }

  VectorExpression negative(VectorExpression value) {
    if (value.type() == ColumnType.DOUBLE) {
      return new DoubleFunction(false, value, number -> -number);
    }
    return new LongFunction(value.type(), true, value, Arithmetic::negate);
  }

  private static boolean isMonths(RexCall call, int operand) {
    SqlTypeName type = call.getOperands().get(operand).getType().getSqlTypeName();
    return type.getFamily() == SqlTypeFamily.INTERVAL_YEAR_MONTH;
  }

  private static VectorExpression plusMonths(
      VectorExpression time, VectorExpression months, boolean subtracted) throws QueryException {
    if (time.type() != ColumnType.TIMESTAMP || !(months instanceof Literal literal)) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED,
          "only a constant number of months can be added to a time");
    }
    if (literal.isNull()) {
      return Literal.ofNull(ColumnType.TIMESTAMP);
    }
    long count = subtracted ? -literal.longValue() : literal.longValue();
    // Not monotone: the 30th and the 31st of a month are the same day in a shorter one.
    return new LongFunction(ColumnType.TIMESTAMP, true, time, value -> plusMonths(value, count));
  }

  /** A number of calendar months later; the last day of a month that lacks the day. */
  private static long plusMonths(long time, long months) throws QueryException {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(time, NANOS_PER_DAY));
    try {
      long days = day.plusMonths(months).toEpochDay();
      long ofDay = Math.floorMod(time, NANOS_PER_DAY);
      // Before 1970 from the day's end: the first day of all begins before the first nanosecond.
      return days < 0
          ? Math.addExact(Math.multiplyExact(days + 1, NANOS_PER_DAY), ofDay - NANOS_PER_DAY)
          : Math.addExact(Math.multiplyExact(days, NANOS_PER_DAY), ofDay);
    } catch (ArithmeticException | DateTimeException e) {
      throw new QueryException(
          QueryException.Kind.OUT_OF_RANGE,
          "a time " + months + " months away does not fit in 64 bits of nanoseconds",
          0,
          0,
          e);
    }
  }
}
