package io.pitwall.query.function;

import io.pitwall.query.exec.expression.FunctionCall;
import io.pitwall.query.exec.expression.Literal;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** Functions of the session that runs a statement. */
final class SessionFunctions {
  /** Dynamic, so that no plan contains its value. */
  private static final SqlFunction CURRENT_SETTING =
      SqlBasicFunction.create(
              "CURRENT_SETTING",
              ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen(SqlTypeTransforms.FORCE_NULLABLE),
              OperandTypes.or(
                  OperandTypes.family(SqlTypeFamily.CHARACTER),
                  OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.BOOLEAN)),
              SqlFunctionCategory.SYSTEM)
          .withDynamic(true);

  private SessionFunctions() {}

  static FunctionEntry currentSetting() {
    return FunctionEntry.named("CURRENT_SETTING")
        .forms("current_setting(name)", "current_setting(name, missing_ok)")
        .operators(CURRENT_SETTING)
        .kernel(new FunctionKernel.Scalar(SessionFunctions::compileSetting))
        .example("current_setting('my.own', true)", "null")
        .says(
            "a setting of the PostgreSQL session, as `SHOW` shows it; without one it is an error,"
                + " or null if the second argument is true. Both are constants. Over HTTP there are"
                + " no settings");
  }

  static FunctionEntry currentSchema() {
    return FunctionEntry.named("CURRENT_SCHEMA")
        .forms("current_schema()")
        .rewrite(SessionFunctions::schema)
        .kernel(new FunctionKernel.Rewritten())
        .nulls(NullRule.NO_ARGUMENTS)
        .example("current_schema()", "public")
        .says("`public`: a database has one schema; SQLAlchemy asks when it connects");
  }

  private static SqlNode schema(SqlBasicCall call) {
    return call.operandCount() > 0
        ? call
        : SqlLiteral.createCharString("public", call.getParserPosition());
  }

  private static VectorExpression compileSetting(FunctionCall call) throws QueryException {
    boolean missingIsNull = false;
    if (call.arity() > 1) {
      if (!(call.argument(1) instanceof Literal missing)) {
        throw new QueryException(
            QueryException.Kind.NOT_SUPPORTED,
            "argument 2 of current_setting must be a constant true or false");
      }
      if (missing.isNull()) {
        return Literal.ofNull(ColumnType.STRING);
      }
      missingIsNull = missing.longValue() != 0;
    }
    if (call.argument(0) instanceof Literal literal && literal.isNull()) {
      return Literal.ofNull(ColumnType.STRING);
    }
    String name = call.text(0);
    String value = call.settings().get(name);
    if (value == null && !missingIsNull) {
      throw new QueryException(
          QueryException.Kind.UNDEFINED_SETTING,
          "unrecognized configuration parameter \"" + name + "\"");
    }
    return value == null ? Literal.ofNull(ColumnType.STRING) : Literal.ofString(value);
  }
}
