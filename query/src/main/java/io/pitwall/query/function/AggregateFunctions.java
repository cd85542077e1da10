package io.pitwall.query.function;

import static org.apache.calcite.sql.type.OperandTypes.family;
import static org.apache.calcite.sql.type.OperandTypes.or;

import io.pitwall.query.exec.aggregate.AggregateKernel;
import io.pitwall.query.exec.aggregate.AggregateKernel.Results;
import io.pitwall.query.exec.aggregate.AggregateKernel.States;
import io.pitwall.query.exec.aggregate.ChoiceState;
import io.pitwall.query.exec.aggregate.CountState;
import io.pitwall.query.exec.aggregate.SumState;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.schema.TableSchema;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;

/** Aggregates. */
final class AggregateFunctions {
  private static final SqlOperandTypeChecker VALUE_AND_TIME =
      family(SqlTypeFamily.ANY, SqlTypeFamily.TIMESTAMP);

  private static final SqlOperandTypeChecker VALUE_AND_ORDER =
      or(
          VALUE_AND_TIME,
          family(SqlTypeFamily.ANY, SqlTypeFamily.NUMERIC),
          family(SqlTypeFamily.ANY, SqlTypeFamily.BOOLEAN));

  /** One instance, so that SUM and AVG of one argument share a state. */
  private static final States<SumState> SUMS = SumState::of;

  static final FunctionFamily FAMILY =
      new FunctionFamily(
          "Aggregates",
          List.of(
              aggregate("COUNT")
                  .forms("COUNT(*)", "COUNT(x)", "COUNT(DISTINCT x)")
                  .operators(SqlStdOperatorTable.COUNT)
                  .kernel(
                      new FunctionKernel.Aggregate(
                          new AggregateKernel<>(
                              false,
                              true,
                              (type, slots) -> new CountState(slots),
                              type -> ColumnType.LONG,
                              CountState::emit)))
                  .example("COUNT(*)", "4")
                  .example("COUNT(speed)", "3")
                  .example("COUNT(DISTINCT driver)", "2")
                  .says("the number of rows, or of those where x is not null"),
              aggregate("SUM")
                  .forms("SUM(x)", "SUM(DISTINCT x)")
                  .operators(SqlStdOperatorTable.SUM)
                  .kernel(sum(type -> type, SumState::emitSums))
                  .follows(FunctionOrigin.OWN)
                  .example("SUM(lap)", "10")
                  .says(
                      "the sum; that of integers is exact; an error if it does not fit 64 bits or a"
                          + " double"),
              aggregate("AVG")
                  .forms("AVG(x)", "AVG(DISTINCT x)")
                  .operators(SqlStdOperatorTable.AVG)
                  .kernel(sum(type -> ColumnType.DOUBLE, SumState::emitAverages))
                  .follows(FunctionOrigin.DUCKDB)
                  .example("AVG(lap)", "2.5")
                  .says("the mean, a double"),
              aggregate("MIN")
                  .forms("MIN(x)")
                  .operators(SqlStdOperatorTable.MIN)
                  .kernel(choice(ChoiceState::least))
                  .example("MIN(driver)", "Byron")
                  .says("the least value; strings by their UTF-8 bytes"),
              aggregate("MAX")
                  .forms("MAX(x)")
                  .operators(SqlStdOperatorTable.MAX)
                  .kernel(choice(ChoiceState::greatest))
                  .example("MAX(speed)", "182.5")
                  .says("the greatest value; NaN is above all other doubles"),
              aggregate("ANY_VALUE")
                  .forms("ANY_VALUE(x)")
                  .operators(SqlStdOperatorTable.ANY_VALUE)
                  .kernel(choice(ChoiceState::any))
                  .follows(FunctionOrigin.STANDARD)
                  .example("ANY_VALUE(driver) IN ('Byron', 'Larson')", "true")
                  .says("one of the values, no matter which"),
              aggregate("FIRST")
                  .forms("FIRST(x)", "FIRST(x, time)")
                  .operator(name -> chosen(name, VALUE_AND_TIME))
                  .rewrite(AggregateFunctions::byTime)
                  .kernel(byOrder(ChoiceState::atLeast))
                  .follows(FunctionOrigin.OWN)
                  .example("FIRST(speed)", "181.0")
                  .says(
                      "x of the earliest row in which it is not null; a second argument names"
                          + " another time than `time`; of several such rows the least x"),
              aggregate("LAST")
                  .forms("LAST(x)", "LAST(x, time)")
                  .operator(name -> chosen(name, VALUE_AND_TIME))
                  .rewrite(AggregateFunctions::byTime)
                  .kernel(byOrder(ChoiceState::atGreatest))
                  .follows(FunctionOrigin.OWN)
                  .example("LAST(speed)", "180.25")
                  .says(
                      "x of the latest row in which it is not null; of several such rows the"
                          + " greatest x"),
              aggregate("ARG_MIN", "MIN_BY")
                  .forms("ARG_MIN(x, y)", "MIN_BY(x, y)")
                  .operator(name -> chosen(name, VALUE_AND_ORDER))
                  .kernel(byOrder(ChoiceState::atLeast))
                  .follows(FunctionOrigin.DUCKDB)
                  .example("ARG_MIN(driver, speed)", "Byron")
                  .says(
                      "x of the row with the least y, a number, a time or a boolean; of several"
                          + " such rows the least x"),
              aggregate("ARG_MAX", "MAX_BY")
                  .forms("ARG_MAX(x, y)", "MAX_BY(x, y)")
                  .operator(name -> chosen(name, VALUE_AND_ORDER))
                  .kernel(byOrder(ChoiceState::atGreatest))
                  .follows(FunctionOrigin.DUCKDB)
                  .example("MAX_BY(lap, speed)", "3")
                  .says("x of the row with the greatest y; of several such rows the greatest x")));

  private AggregateFunctions() {}

  private static FunctionEntry.Builder aggregate(String... names) {
    return FunctionEntry.named(names).nulls(NullRule.SKIPPED);
  }

  private static SqlOperator chosen(String name, SqlOperandTypeChecker arguments) {
    return SqlBasicAggFunction.create(
        name, SqlKind.OTHER_FUNCTION, ReturnTypes.ARG0_NULLABLE_IF_EMPTY, arguments);
  }

  /** An aggregate that DISTINCT changes. */
  private static FunctionKernel sum(UnaryOperator<ColumnType> type, Results<SumState> results) {
    return new FunctionKernel.Aggregate(new AggregateKernel<>(false, true, SUMS, type, results));
  }

  private static FunctionKernel choice(States<ChoiceState> states) {
    return new FunctionKernel.Aggregate(
        new AggregateKernel<>(false, false, states, type -> type, ChoiceState::emit));
  }

  private static FunctionKernel byOrder(States<ChoiceState> states) {
    return new FunctionKernel.Aggregate(
        new AggregateKernel<>(true, false, states, type -> type, ChoiceState::emit));
  }

  /** {@code first(x)} means {@code first(x, time)}. */
  private static SqlNode byTime(SqlBasicCall call) {
    if (call.operandCount() != 1) {
      return call;
    }
    SqlIdentifier time = new SqlIdentifier(TableSchema.TIME, call.getParserPosition());
    return call.getOperator()
        .createCall(call.getFunctionQuantifier(), call.getParserPosition(), call.operand(0), time);
  }
}
