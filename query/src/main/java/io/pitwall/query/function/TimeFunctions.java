package io.pitwall.query.function;

import static org.apache.calcite.sql.type.OperandTypes.family;

import io.pitwall.query.exec.expression.FunctionCall;
import io.pitwall.query.exec.expression.Literal;
import io.pitwall.query.exec.expression.LongFunction;
import io.pitwall.query.exec.expression.LongToDouble;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.CalendarUnit;
import io.pitwall.query.text.NearestName;
import io.pitwall.storage.column.ColumnType;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** Functions of times. */
final class TimeFunctions {
  private static final SqlReturnTypeInference TIME =
      ReturnTypes.explicit(SqlTypeName.TIMESTAMP).andThen(SqlTypeTransforms.TO_NULLABLE);

  /** Dynamic, so that no plan contains its value. */
  private static final SqlFunction NOW =
      function("NOW", ReturnTypes.explicit(SqlTypeName.TIMESTAMP), OperandTypes.NILADIC)
          .withDynamic(true);

  /** A double, so that seconds keep their fraction; the field is a literal string. */
  private static final SqlFunction DATE_PART =
      function(
          "DATE_PART",
          ReturnTypes.DOUBLE_NULLABLE,
          family(SqlTypeFamily.CHARACTER, SqlTypeFamily.TIMESTAMP));

  static final FunctionFamily FAMILY =
      new FunctionFamily(
          "Times",
          List.of(
              FunctionEntry.named("NOW")
                  .forms("now()")
                  .operators(NOW)
                  .kernel(
                      new FunctionKernel.Scalar(
                          call -> Literal.ofLong(ColumnType.TIMESTAMP, call.nowNanos())))
                  .nulls(NullRule.NO_ARGUMENTS)
                  .example("now() = now()", "true")
                  .says("the time of the statement"),
              FunctionEntry.named("CURRENT_TIMESTAMP", "LOCALTIMESTAMP")
                  .forms("CURRENT_TIMESTAMP", "LOCALTIMESTAMP")
                  .withoutParentheses(NOW)
                  .rewrite(call -> NOW.createCall(call.getParserPosition()))
                  .kernel(new FunctionKernel.Rewritten())
                  .nulls(NullRule.NO_ARGUMENTS)
                  .example("CURRENT_TIMESTAMP = now()", "true")
                  .says("the same as `now()`, with or without parentheses; times are UTC"),
              FunctionEntry.named("TIME_BUCKET")
                  .forms("time_bucket(width, time)")
                  .operator(name ->
                      function(
                          name,
                          TIME,
                          family(SqlTypeFamily.DATETIME_INTERVAL, SqlTypeFamily.TIMESTAMP)))
                  .rewrite(TimeFunctions::widthAsInterval)
                  .kernel(new FunctionKernel.Scalar(TimeFunctions::timeBucket))
                  .follows(FunctionOrigin.DUCKDB)
                  .example(
                      "time_bucket('10s', TIMESTAMP '2026-01-01T00:00:19Z')",
                      "2026-01-01T00:00:10Z")
                  .example(
                      "time_bucket(INTERVAL '7 days', TIMESTAMP '2026-01-01T00:00:00Z')",
                      "2025-12-29T00:00:00Z")
                  .says(
                      "the start of the bucket that a time is in; the width is a constant interval"
                          + " or its text; buckets of whole days and shorter begin at midnight UTC,"
                          + " weeks on Mondays"),
              FunctionEntry.named("DATE_TRUNC")
                  .forms("date_trunc(unit, time)")
                  .operator(name ->
                      function(
                          name, TIME, family(SqlTypeFamily.CHARACTER, SqlTypeFamily.TIMESTAMP)))
                  .rewrite(TimeFunctions::checkUnit)
                  .kernel(new FunctionKernel.Scalar(TimeFunctions::dateTrunc))
                  .example(
                      "date_trunc('minute', TIMESTAMP '2026-01-01T00:01:19Z')",
                      "2026-01-01T00:01:00Z")
                  .example(
                      "date_trunc('decade', TIMESTAMP '2026-01-01T00:01:19Z')",
                      "2020-01-01T00:00:00Z")
                  .says("a time cut to a unit: " + String.join(", ", TimeTruncation.labels())),
              FunctionEntry.named("EXTRACT", "DATE_PART")
                  .forms("extract(field FROM time)", "date_part(field, time)")
                  .operators(DATE_PART)
                  .rewrite(TimeFunctions::fieldAsText)
                  .kernel(new FunctionKernel.Scalar(TimeFunctions::extract))
                  .example(
                      "extract(epoch FROM TIMESTAMP '2026-01-01T00:00:00.5Z')", "1.7672256005E9")
                  .example("date_part('hour', TIMESTAMP '2026-01-01T23:10:00Z')", "23.0")
                  .says(
                      "a field of a time as a double: " + String.join(", ", TimeField.labels()))));

  private TimeFunctions() {}

  private static SqlBasicFunction function(
      String name, SqlReturnTypeInference result, SqlOperandTypeChecker arguments) {
    return SqlBasicFunction.create(name, result, arguments, SqlFunctionCategory.TIMEDATE);
  }

  private static SqlNode widthAsInterval(SqlBasicCall call) throws QueryException {
    String width = call.operandCount() == 2 ? CallArguments.text(call, 0) : null;
    if (width != null) {
      call.setOperand(0, IntervalLiterals.of(width, CallArguments.position(call, 0)));
    }
    return call;
  }

  private static VectorExpression timeBucket(FunctionCall call) throws QueryException {
    if (call.isMonths(0)) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED,
          "time_bucket takes intervals of a fixed length; date_trunc('month', …) cuts to months");
    }
    if (!(call.argument(0) instanceof Literal width)) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED, "the width of time_bucket must be a constant");
    }
    if (width.isNull()) {
      return Literal.ofNull(ColumnType.TIMESTAMP);
    }
    long nanos = TimeBuckets.checkWidth(width.longValue());
    return monotone(call.argument(1, ColumnType.TIMESTAMP), time -> TimeBuckets.start(nanos, time));
  }

  private static SqlNode checkUnit(SqlBasicCall call) throws QueryException {
    if (call.operandCount() != 2) {
      return call;
    }
    String written = CallArguments.text(call, 0);
    if (written == null) {
      throw CallArguments.invalid(
          "date_trunc needs its unit as a string, as in date_trunc('minute', time)",
          CallArguments.position(call, 0));
    }
    CalendarUnit unit = TimeTruncation.find(written);
    if (unit == null) {
      throw CallArguments.invalid(
          unknown("date_trunc has no unit", written, TimeTruncation.labels()),
          CallArguments.position(call, 0));
    }
    call.setOperand(
        0,
        SqlLiteral.createCharString(TimeTruncation.label(unit), CallArguments.position(call, 0)));
    return call;
  }

  private static VectorExpression dateTrunc(FunctionCall call) throws QueryException {
    return truncated(call.text(0), call.argument(1, ColumnType.TIMESTAMP));
  }

  /**
   * A time cut to a unit.
   *
   * @throws QueryException INVALID_VALUE if there is no unit of that name
   */
  static VectorExpression truncated(String name, VectorExpression time) throws QueryException {
    CalendarUnit unit = TimeTruncation.find(name);
    if (unit == null) {
      throw new QueryException(
          QueryException.Kind.INVALID_VALUE,
          unknown("there is no unit of time", name, TimeTruncation.labels()));
    }
    return monotone(time, value -> TimeTruncation.truncate(unit, value));
  }

  private static VectorExpression monotone(VectorExpression time, LongFunction.Mapping mapping) {
    return LongFunction.monotone(ColumnType.TIMESTAMP, time, mapping);
  }

  private static SqlNode fieldAsText(SqlBasicCall call) throws QueryException {
    if (call.operandCount() != 2) {
      return call;
    }
    String text = CallArguments.text(call, 0);
    String written = text == null ? call.operand(0).toString().replace("`", "") : text;
    TimeField field = TimeField.find(written);
    if (field == null) {
      throw CallArguments.invalid(
          unknown("a time has no field", written, TimeField.labels()), call.getParserPosition());
    }
    SqlNode name = SqlLiteral.createCharString(field.label(), CallArguments.position(call, 0));
    return DATE_PART.createCall(call.getParserPosition(), name, call.operand(1));
  }

  /** Whether a call is {@code extract(epoch FROM time)}; the time is operand 1. */
  static boolean isEpoch(RexCall call) {
    return call.getOperator().equals(DATE_PART)
        && call.getOperands().get(0) instanceof RexLiteral field
        && TimeField.EPOCH.label().equals(field.getValueAs(String.class));
  }

  private static VectorExpression extract(FunctionCall call) throws QueryException {
    TimeField field = TimeField.find(call.text(0));
    if (field == null) {
      throw new IllegalStateException("a plan with the field " + call.text(0));
    }
    return new LongToDouble(call.argument(1), field::extract);
  }

  private static String unknown(String what, String written, List<String> known) {
    return what
        + " '"
        + written
        + "'"
        + NearestName.hint(written, known)
        + "; there are "
        + String.join(", ", known);
  }
}
