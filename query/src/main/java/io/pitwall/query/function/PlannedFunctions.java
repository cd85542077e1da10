package io.pitwall.query.function;

import com.google.common.collect.ImmutableMap;
import io.pitwall.query.exec.expression.CallCompiler;
import io.pitwall.query.exec.expression.FunctionCall;
import io.pitwall.query.exec.expression.LongFunction;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.type.IntegerWidth;
import io.pitwall.storage.column.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.jspecify.annotations.Nullable;

/**
 * Functions that no statement names: the conversion of a statement and the optimizer put them into
 * plans.
 */
public final class PlannedFunctions {
  /**
   * CASE as a function that Calcite does not look into: condition, value, …, value.
   *
   * <p>Calcite gives {@code CASE WHEN x IS NOT NULL THEN x ELSE 0 END} a type without null,
   * rightly, and then moves the branches out to where they are not guarded but keep that type. Rows
   * in which x is null are lost so.
   */
  public static final SqlFunction CASE =
      SqlBasicFunction.create(
          "CASE", PlannedFunctions::typeOfCase, OperandTypes.VARIADIC, SqlFunctionCategory.SYSTEM);

  /** {@code NARROW_INTEGER(integer, type)}: the integer if the type has it, an error if not. */
  private static final SqlFunction NARROW =
      SqlBasicFunction.create(
          "NARROW_INTEGER", ReturnTypes.ARG0, OperandTypes.VARIADIC, SqlFunctionCategory.NUMERIC);

  private static final ImmutableMap<SqlOperator, CallCompiler> COMPILERS =
      ImmutableMap.<SqlOperator, CallCompiler>builder()
          .put(CASE, FunctionCall::compileCase)
          .put(NARROW, PlannedFunctions::narrow)
          .putAll(EpochBuckets.COMPILERS)
          .buildOrThrow();

  private PlannedFunctions() {}

  /** The compiler of a function's calls, or null if the operator is none of these. */
  static @Nullable CallCompiler compilerOf(SqlOperator operator) {
    return COMPILERS.get(operator);
  }

  /** An integer that is checked to fit a type. */
  public static RexNode narrowed(RexBuilder builder, RexNode integer, IntegerWidth width) {
    return builder.makeCall(
        integer.getType(), NARROW, List.of(integer, builder.makeLiteral(width.name())));
  }

  private static VectorExpression narrow(FunctionCall call) throws QueryException {
    IntegerWidth width = IntegerWidth.valueOf(call.text(1));
    return LongFunction.monotone(ColumnType.LONG, call.argument(0, ColumnType.LONG), width::check);
  }

  private static RelDataType typeOfCase(SqlOperatorBinding call) {
    List<RelDataType> values = new ArrayList<>();
    for (int i = 1; i < call.getOperandCount(); i += 2) {
      values.add(call.getOperandType(i));
    }
    values.add(call.getOperandType(call.getOperandCount() - 1));
    return Objects.requireNonNull(
        call.getTypeFactory().leastRestrictive(values), "values without a common type");
  }
}
