package io.pitwall.query.function;

import static org.apache.calcite.sql.type.OperandTypes.family;
import static org.apache.calcite.sql.type.OperandTypes.or;

import io.pitwall.query.exec.expression.AbsoluteDouble;
import io.pitwall.query.exec.expression.Arithmetic;
import io.pitwall.query.exec.expression.DoubleFunction;
import io.pitwall.query.exec.expression.ExpressionCompiler;
import io.pitwall.query.exec.expression.FunctionCall;
import io.pitwall.query.exec.expression.LongFunction;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** Arithmetic and functions of numbers. */
final class NumberFunctions {
  /** Calcite's takes integers and exact decimals only. */
  private static final SqlFunction MOD =
      new SqlFunction(
          "MOD",
          SqlKind.MOD,
          ReturnTypes.LEAST_RESTRICTIVE.andThen(SqlTypeTransforms.TO_NULLABLE),
          null,
          family(SqlTypeFamily.NUMERIC, SqlTypeFamily.NUMERIC),
          SqlFunctionCategory.NUMERIC);

  static final FunctionFamily FAMILY =
      new FunctionFamily(
          "Numbers",
          List.of(
              FunctionEntry.named("+", "-")
                  .forms("x + y", "x - y", "time + interval", "time - interval")
                  .operators(SqlStdOperatorTable.PLUS, SqlStdOperatorTable.MINUS)
                  .rewrite(NumberFunctions::textAsInterval)
                  .example("1 + 2.5", "3.5")
                  .example(
                      "TIMESTAMP '2026-01-01T00:00:00Z' - INTERVAL '1 day 2 hours'",
                      "2025-12-30T22:00:00Z")
                  .example("TIMESTAMP '2026-01-31T00:00:00Z' + '1 month'", "2026-02-28T00:00:00Z")
                  .says(
                      "sum and difference, an error if the result does not fit; text next to a"
                          + " time is an interval"),
              FunctionEntry.named("*", "/")
                  .forms("x * y", "x / y")
                  .operators(SqlStdOperatorTable.MULTIPLY, SqlStdOperatorTable.DIVIDE)
                  .rewrite(DecimalLiterals::folded)
                  .example("7 / 2", "3")
                  .example("7 / 2.0", "3.5")
                  .says(
                      "product and quotient, an error if the result does not fit; the quotient of"
                          + " integers is cut to an integer"),
              FunctionEntry.named("MOD", "%")
                  .forms("MOD(x, y)", "x % y")
                  .operators(MOD)
                  .rewrite(NumberFunctions::remainder)
                  .example("-7 % 3", "-1")
                  .example("MOD(7, 3)", "1")
                  .example("MOD(7.5, 2)", "1.5")
                  .says("the remainder of a division to a whole quotient, with the sign of x"),
              FunctionEntry.named("ABS")
                  .forms("ABS(x)")
                  .operators(SqlStdOperatorTable.ABS)
                  .kernel(new FunctionKernel.Scalar(NumberFunctions::abs))
                  .example("ABS(-2.5)", "2.5")
                  .says("the absolute value"),
              FunctionEntry.named("ROUND")
                  .forms("ROUND(x)", "ROUND(x, digits)")
                  .operator(name ->
                      SqlBasicFunction.create(
                          name,
                          ReturnTypes.ARG0_NULLABLE,
                          or(
                              family(SqlTypeFamily.NUMERIC),
                              family(SqlTypeFamily.NUMERIC, SqlTypeFamily.INTEGER)),
                          SqlFunctionCategory.NUMERIC))
                  .kernel(new FunctionKernel.Scalar(NumberFunctions::round))
                  .follows(FunctionOrigin.OWN)
                  .example("ROUND(2.5)", "2.0")
                  .example("ROUND(-2.345, 2)", "-2.35")
                  .example("ROUND(1250, -2)", "1300")
                  .says(
                      "x rounded to a whole number, halves of doubles to the even one; or to this"
                          + " many digits after the point, before it if negative, halves away from"
                          + " zero"),
              FunctionEntry.named("FLOOR")
                  .forms("FLOOR(x)", "FLOOR(time TO unit)")
                  .operators(SqlStdOperatorTable.FLOOR)
                  .kernel(new FunctionKernel.Scalar(NumberFunctions::floor))
                  .example("FLOOR(-2.5)", "-3.0")
                  .example(
                      "FLOOR(TIMESTAMP '2026-01-01T00:01:19Z' TO MINUTE)", "2026-01-01T00:01:00Z")
                  .says("the greatest whole number that is not above x; a time cut to a unit"),
              FunctionEntry.named("CEIL", "CEILING")
                  .forms("CEIL(x)", "CEILING(x)")
                  .operators(SqlStdOperatorTable.CEIL)
                  .kernel(new FunctionKernel.Scalar(call -> whole(call, Math::ceil)))
                  .example("CEIL(2.1)", "3.0")
                  .example("CEILING(-2.5)", "-2.0")
                  .says("the least whole number that is not below x")));

  private NumberFunctions() {}

  /** {@code now() - '5 minutes'}: text that is added or subtracted can only be an interval. */
  private static SqlNode textAsInterval(SqlBasicCall call) throws QueryException {
    String text = call.operandCount() == 2 ? CallArguments.text(call, 1) : null;
    if (text != null && text.chars().anyMatch(c -> Character.isLetter(c) || c == ':')) {
      call.setOperand(1, IntervalLiterals.of(text, CallArguments.position(call, 1)));
    }
    return call.operandCount() == 1 ? negatedMixed(call) : sum(call);
  }

  /** {@code x % y}. */
  private static SqlNode remainder(SqlBasicCall call) {
    return MOD.createCall(call.getParserPosition(), call.getOperandList());
  }

  private static SqlNode negatedMixed(SqlBasicCall call) {
    boolean isNegated = call.getKind() == SqlKind.MINUS_PREFIX;
    return isNegated && IntervalLiterals.isMixed(call.operand(0))
        ? IntervalLiterals.negated(call.operand(0), call.getParserPosition())
        : call;
  }

  private static SqlNode sum(SqlBasicCall call) {
    if (IntervalLiterals.isMixed(call.operand(1))) {
      return IntervalLiterals.inSteps(call.getOperator(), call.operand(0), call.operand(1));
    }
    return call.getKind() == SqlKind.PLUS && IntervalLiterals.isMixed(call.operand(0))
        ? IntervalLiterals.inSteps(call.getOperator(), call.operand(1), call.operand(0))
        : DecimalLiterals.folded(call);
  }

  private static VectorExpression abs(FunctionCall call) throws QueryException {
    VectorExpression value = call.argument(0);
    if (value.type() == ColumnType.DOUBLE) {
      return new AbsoluteDouble(value);
    }
    return new LongFunction(
        value.type(), true, value, number -> number < 0 ? Arithmetic.negate(number) : number);
  }

  private static VectorExpression floor(FunctionCall call) throws QueryException {
    return call.arity() == 2
        ? TimeFunctions.truncated(call.keyword(1), call.argument(0, ColumnType.TIMESTAMP))
        : whole(call, Math::floor);
  }

  /** Longs are whole numbers already. */
  private static VectorExpression whole(FunctionCall call, DoubleFunction.Mapping mapping)
      throws QueryException {
    VectorExpression value = call.argument(0);
    if (value.type() == ColumnType.LONG) {
      return ExpressionCompiler.convert(value, call.type());
    }
    requireDouble(call, value);
    return new DoubleFunction(false, value, mapping);
  }

  private static void requireDouble(FunctionCall call, VectorExpression value)
      throws QueryException {
    if (value.type() != ColumnType.DOUBLE) {
      throw new QueryException(
          QueryException.Kind.TYPE_MISMATCH, call.name() + " takes numbers, not " + value.type());
    }
  }

  private static VectorExpression round(FunctionCall call) throws QueryException {
    if (call.arity() == 1) {
      return whole(call, Rounding::round);
    }
    VectorExpression value = call.argument(0);
    if (value.type() != ColumnType.LONG) {
      requireDouble(call, value);
    }
    return new RoundToDigits(value, call.argument(1, ColumnType.LONG));
  }
}
