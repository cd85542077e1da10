package io.pitwall.query.function;

import io.pitwall.query.exec.expression.FunctionCall;
import io.pitwall.query.exec.expression.StatementControl;
import io.pitwall.query.exec.expression.StringFunction;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** Functions of strings. */
final class StringFunctions {
  /** {@code ||} of a string and a value of any type that has a text. */
  private static final SqlBinaryOperator CONCATENATION =
      new SqlBinaryOperator(
          "||",
          SqlKind.OTHER,
          SqlStdOperatorTable.CONCAT.getLeftPrec(),
          true,
          ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen(SqlTypeTransforms.TO_NULLABLE),
          null,
          OperandTypes.or(
              OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER),
              OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.NUMERIC),
              OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.CHARACTER),
              OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.BOOLEAN),
              OperandTypes.family(SqlTypeFamily.BOOLEAN, SqlTypeFamily.CHARACTER),
              OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.TIMESTAMP),
              OperandTypes.family(SqlTypeFamily.TIMESTAMP, SqlTypeFamily.CHARACTER)));

  static final FunctionFamily FAMILY =
      new FunctionFamily(
          "Strings",
          List.of(
              FunctionEntry.named("||")
                  .forms("x || y")
                  .operators(CONCATENATION)
                  .kernel(
                      new FunctionKernel.Scalar(call ->
                          new Concatenation(
                              call.argument(0, ColumnType.STRING),
                              call.argument(1, ColumnType.STRING),
                              call.control())))
                  .example("'pit' || 'wall'", "pitwall")
                  .example("'lap ' || 1 + 2", "lap 3")
                  .says("both strings, one after the other; one may be of another type, as text"),
              FunctionEntry.named("CONCAT")
                  .forms("CONCAT(x, …)")
                  .rewrite(StringFunctions::concat)
                  .kernel(new FunctionKernel.Rewritten())
                  .nulls(NullRule.SKIPPED)
                  .example("CONCAT('car ', 24, NULL, '!')", "car 24!")
                  .says("the text of all arguments, as CAST makes it, one after the other"),
              FunctionEntry.named("UPPER")
                  .forms("UPPER(x)")
                  .operators(SqlStdOperatorTable.UPPER)
                  .kernel(
                      new FunctionKernel.Scalar(
                          call -> mapped(call, text -> text.toUpperCase(Locale.ROOT))))
                  .example("UPPER('Penske')", "PENSKE")
                  .says("the string in upper case"),
              FunctionEntry.named("LOWER")
                  .forms("LOWER(x)")
                  .operators(SqlStdOperatorTable.LOWER)
                  .kernel(
                      new FunctionKernel.Scalar(
                          call -> mapped(call, text -> text.toLowerCase(Locale.ROOT))))
                  .example("LOWER('Penske')", "penske")
                  .says("the string in lower case"),
              FunctionEntry.named("CHAR_LENGTH", "CHARACTER_LENGTH", "LENGTH")
                  .forms("CHAR_LENGTH(x)", "CHARACTER_LENGTH(x)", "LENGTH(x)")
                  .operator(name ->
                      SqlBasicFunction.create(
                          name,
                          ReturnTypes.INTEGER_NULLABLE,
                          OperandTypes.CHARACTER,
                          SqlFunctionCategory.NUMERIC))
                  .kernel(new FunctionKernel.Scalar(StringFunctions::length))
                  .example("LENGTH('Müller')", "6")
                  .says("the number of characters"),
              FunctionEntry.named("LIKE", "NOT LIKE")
                  .forms("x LIKE pattern", "x LIKE pattern ESCAPE character", "x NOT LIKE pattern")
                  .operators(SqlStdOperatorTable.LIKE, SqlStdOperatorTable.NOT_LIKE)
                  .rewrite(StringFunctions::withoutEmptyEscape)
                  .kernel(new FunctionKernel.Scalar(call -> like(call, false)))
                  .example("'Driver 7' LIKE 'Driver _'", "true")
                  .example("'100%' LIKE '100\\%'", "true")
                  .says(
                      "whether the whole string is like a constant pattern: `%` is any text, `_`"
                          + " one character, a backslash takes the next character as it is"),
              FunctionEntry.named("ILIKE", "NOT ILIKE")
                  .forms("x ILIKE pattern", "x NOT ILIKE pattern")
                  .operators(SqlLibraryOperators.ILIKE, SqlLibraryOperators.NOT_ILIKE)
                  .rewrite(StringFunctions::withoutEmptyEscape)
                  .kernel(new FunctionKernel.Scalar(call -> like(call, true)))
                  .example("'Penske' ILIKE 'pen%'", "true")
                  .example("'Penske' NOT ILIKE 'PEN%'", "false")
                  .says("the same as `LIKE` without regard to case")));

  private StringFunctions() {}

  /** {@code LIKE pattern ESCAPE ''} is LIKE with each backslash of the pattern twice. */
  private static SqlNode withoutEmptyEscape(SqlBasicCall call) {
    String escape = call.operandCount() == 3 ? CallArguments.text(call, 2) : null;
    String pattern = CallArguments.text(call, 1);
    if (escape == null || !escape.isEmpty() || pattern == null) {
      return call;
    }
    SqlNode escaped =
        SqlLiteral.createCharString(pattern.replace("\\", "\\\\"), CallArguments.position(call, 1));
    return call.getOperator().createCall(call.getParserPosition(), call.operand(0), escaped);
  }

  /** {@code COALESCE(CAST(x AS VARCHAR), '') || …}. */
  private static SqlNode concat(SqlBasicCall call) {
    if (call.operandCount() == 0) {
      return call;
    }
    return joined(call, 0, call.operandCount());
  }

  /** Operands from … to − 1, halved again and again, so that two thousand are eleven deep. */
  private static SqlNode joined(SqlBasicCall call, int from, int to) {
    SqlParserPos position = call.getParserPosition();
    if (to - from == 1) {
      return textOrEmpty(call.operand(from), position);
    }
    int middle = (from + to) >>> 1;
    return SqlStdOperatorTable.CONCAT.createCall(
        position, joined(call, from, middle), joined(call, middle, to));
  }

  private static SqlNode textOrEmpty(SqlNode value, SqlParserPos position) {
    SqlDataTypeSpec text =
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, position), position);
    return SqlStdOperatorTable.COALESCE.createCall(
        position,
        SqlStdOperatorTable.CAST.createCall(position, value, text),
        SqlLiteral.createCharString("", position));
  }

  private static VectorExpression mapped(FunctionCall call, UnaryOperator<String> mapping)
      throws QueryException {
    return StringFunction.toStrings(
        call.argument(0),
        utf8 ->
            mapping
                .apply(new String(utf8, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8),
        call.control());
  }

  private static VectorExpression length(FunctionCall call) throws QueryException {
    return StringFunction.of(ColumnType.LONG, false, call.argument(0), StringFunctions::characters);
  }

  private static long characters(byte[] utf8) {
    long characters = 0;
    for (byte b : utf8) {
      // Continuation bytes of UTF-8 are 10xxxxxx.
      characters += (b & 0xC0) != 0x80 ? 1 : 0;
    }
    return characters;
  }

  private static VectorExpression like(FunctionCall call, boolean ignoreCase)
      throws QueryException {
    String escape = call.arity() > 2 ? call.text(2) : "\\";
    LikePattern pattern = new LikePattern(call.text(1), escape, ignoreCase);
    StatementControl control = call.control();
    return StringFunction.of(
        ColumnType.BOOLEAN,
        false,
        call.argument(0, ColumnType.STRING),
        utf8 -> pattern.matches(utf8, control) ? 1 : 0);
  }
}
