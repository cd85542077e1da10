package io.pitwall.query.function;

import io.pitwall.query.result.QueryException;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Logic, comparisons, choices and CAST, which the expression compiler evaluates itself. */
final class LogicFunctions {
  static final FunctionFamily FAMILY =
      new FunctionFamily(
          "Logic, types and the session",
          List.of(
              FunctionEntry.named("AND", "OR", "NOT")
                  .forms("x AND y", "x OR y", "NOT x")
                  .nulls(NullRule.ANSWERED)
                  .example("NULL AND false", "false")
                  .example("NULL OR false", "null")
                  .says("logic of three values: null is unknown"),
              FunctionEntry.named("=", "<>", "<", "<=", ">", ">=")
                  .forms("x = y", "x <> y", "x < y", "x <= y", "x > y", "x >= y")
                  .example("1 < 1.5", "true")
                  .example("'a' = 'A'", "false")
                  .says("comparisons; strings compare by their UTF-8 bytes, NaN is the greatest"),
              FunctionEntry.named("BETWEEN")
                  .forms("x BETWEEN low AND high")
                  .nulls(NullRule.ANSWERED)
                  .example("5 BETWEEN 1 AND 5", "true")
                  .example("5 BETWEEN 6 AND NULL", "false")
                  .says(
                      "whether x is in a range, both ends included; false if one end excludes x,"
                          + " though the other is null"),
              FunctionEntry.named("IN")
                  .forms("x IN (value, …)", "x NOT IN (value, …)")
                  .nulls(NullRule.ANSWERED)
                  .example("24 IN (1, 24)", "true")
                  .example("24 IN (1, NULL)", "null")
                  .says("whether x equals a value; null if it equals none and one is null"),
              FunctionEntry.named("IS NULL", "IS NOT NULL", "IS TRUE", "IS FALSE")
                  .forms("x IS NULL", "x IS NOT NULL", "x IS [NOT] TRUE", "x IS [NOT] FALSE")
                  .nulls(NullRule.ANSWERED)
                  .example("NULL IS NULL", "true")
                  .example("(1 = NULL) IS TRUE", "false")
                  .says("tests that are never null"),
              FunctionEntry.named("CASE")
                  .forms(
                      "CASE WHEN condition THEN x … ELSE y END", "CASE x WHEN value THEN y … END")
                  .nulls(NullRule.ANSWERED)
                  .example("CASE WHEN 1 > 2 THEN 'a' ELSE 'b' END", "b")
                  .example("CASE WHEN NULL THEN 'a' ELSE 'b' END", "b")
                  .says("the value of the first condition that is true; null without one"),
              FunctionEntry.named("COALESCE")
                  .forms("COALESCE(x, …)")
                  .operators(SqlStdOperatorTable.COALESCE)
                  .rewrite(LogicFunctions::requireArgument)
                  .nulls(NullRule.ANSWERED)
                  .example("COALESCE(NULL, 2, 3)", "2")
                  .says("the first argument that is not null"),
              FunctionEntry.named("NULLIF")
                  .forms("NULLIF(x, y)")
                  .operators(SqlStdOperatorTable.NULLIF)
                  .nulls(NullRule.ANSWERED)
                  .example("NULLIF(3, 3)", "null")
                  .example("NULLIF(3, NULL)", "3")
                  .says("null if x equals y, else x"),
              FunctionEntry.named("CAST")
                  .forms("CAST(x AS type)", "x::type")
                  .operators(SqlStdOperatorTable.CAST)
                  .example("CAST('12' AS BIGINT)", "12")
                  .example("2.5::bigint", "3")
                  .says(
                      "x as another type; doubles become the nearest integer, halves the even, but"
                          + " halves of decimal literals the one away from zero; TINYINT, SMALLINT"
                          + " and INTEGER are checked to fit"),
              FunctionEntry.named("VERSION")
                  .forms("version()")
                  .rewrite(LogicFunctions::version)
                  .kernel(new FunctionKernel.Rewritten())
                  .nulls(NullRule.NO_ARGUMENTS)
                  .example("version() LIKE 'PostgreSQL 15%Pitwall%'", "true")
                  .says(
                      "the version of PostgreSQL whose protocol and dialect the server speaks, then"
                          + " its own name and version"),
              SessionFunctions.currentSetting(),
              SessionFunctions.currentSchema(),
              FunctionEntry.named("PG_ADVISORY_UNLOCK_ALL")
                  .forms("pg_advisory_unlock_all()")
                  .rewrite(LogicFunctions::unlockAll)
                  .kernel(new FunctionKernel.Rewritten())
                  .nulls(NullRule.NO_ARGUMENTS)
                  .example("pg_advisory_unlock_all() = ''", "true")
                  .says("an empty text: there are no advisory locks; for pools of connections")));

  private LogicFunctions() {}

  private static SqlNode requireArgument(SqlBasicCall call) throws QueryException {
    if (call.operandCount() == 0) {
      throw CallArguments.invalid(
          call.getOperator().getName() + " needs at least one argument", call.getParserPosition());
    }
    return call;
  }

  private static SqlNode version(SqlBasicCall call) {
    if (call.operandCount() > 0) {
      return call;
    }
    String number = FunctionTable.class.getPackage().getImplementationVersion();
    String own = number == null ? "Pitwall" : "Pitwall " + number;
    return SqlLiteral.createCharString("PostgreSQL 15.0 (" + own + ")", call.getParserPosition());
  }

  private static SqlNode unlockAll(SqlBasicCall call) {
    return call.operandCount() > 0
        ? call
        : SqlLiteral.createCharString("", call.getParserPosition());
  }
}
