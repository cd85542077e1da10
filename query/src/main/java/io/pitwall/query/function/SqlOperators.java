package io.pitwall.query.function;

import static org.apache.calcite.sql.type.OperandTypes.family;
import static org.apache.calcite.sql.type.OperandTypes.or;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Every operator and function that a statement may use. Functions of Calcite's standard that are
 * not named here do not exist for our users.
 */
public final class SqlOperators {
  private static final SqlReturnTypeInference MOMENT =
      ReturnTypes.explicit(SqlTypeName.TIMESTAMP).andThen(SqlTypeTransforms.TO_NULLABLE);

  /** {@code NOW()}: the statement's time. Dynamic, so that no plan contains its value. */
  public static final SqlFunction NOW =
      SqlBasicFunction.create(
              "NOW",
              ReturnTypes.explicit(SqlTypeName.TIMESTAMP),
              OperandTypes.NILADIC,
              SqlFunctionCategory.TIMEDATE)
          .withDynamic(true);

  /**
   * {@code TIME_BUCKET(interval, moment)}: the start of the bucket that the moment lies in, counted
   * from Monday, 2000-01-03, as DuckDB's are.
   */
  public static final SqlFunction TIME_BUCKET =
      SqlBasicFunction.create(
          "TIME_BUCKET",
          MOMENT,
          family(SqlTypeFamily.DATETIME_INTERVAL, SqlTypeFamily.TIMESTAMP),
          SqlFunctionCategory.TIMEDATE);

  /** {@code DATE_TRUNC(unit, moment)}: the moment cut to a unit that is a literal string. */
  public static final SqlFunction DATE_TRUNC =
      SqlBasicFunction.create(
          "DATE_TRUNC",
          MOMENT,
          family(SqlTypeFamily.CHARACTER, SqlTypeFamily.TIMESTAMP),
          SqlFunctionCategory.TIMEDATE);

  /**
   * {@code DATE_PART(field, moment)}, which {@code EXTRACT(field FROM moment)} becomes: a double,
   * so that seconds keep their fraction. The field is a literal string.
   */
  public static final SqlFunction DATE_PART =
      SqlBasicFunction.create(
          "DATE_PART",
          ReturnTypes.DOUBLE_NULLABLE,
          family(SqlTypeFamily.CHARACTER, SqlTypeFamily.TIMESTAMP),
          SqlFunctionCategory.TIMEDATE);

  /** {@code ROUND(x)} and {@code ROUND(x, digits)}, of the type of x. */
  public static final SqlFunction ROUND =
      SqlBasicFunction.create(
          "ROUND",
          ReturnTypes.ARG0_NULLABLE,
          or(family(SqlTypeFamily.NUMERIC), family(SqlTypeFamily.NUMERIC, SqlTypeFamily.INTEGER)),
          SqlFunctionCategory.NUMERIC);

  /**
   * An interval literal before conversion: {@code INTERVAL_NANOS(n)}. No plan contains it: it
   * becomes a literal whose value is a decimal number of milliseconds.
   */
  public static final SqlFunction INTERVAL_NANOS =
      SqlBasicFunction.create(
          "INTERVAL_NANOS",
          binding -> binding.getTypeFactory().createSqlIntervalType(nanosQualifier()),
          family(SqlTypeFamily.NUMERIC),
          SqlFunctionCategory.SYSTEM);

  /** An interval literal of calendar months before conversion. */
  public static final SqlFunction INTERVAL_MONTHS =
      SqlBasicFunction.create(
          "INTERVAL_MONTHS",
          binding -> binding.getTypeFactory().createSqlIntervalType(monthsQualifier()),
          family(SqlTypeFamily.NUMERIC),
          SqlFunctionCategory.SYSTEM);

  /** {@code FIRST(x, moment)}: x of the row with the least moment among those where x is. */
  public static final SqlAggFunction FIRST = byTime("FIRST");

  /** {@code LAST(x, moment)}: x of the row with the greatest moment among those where x is. */
  public static final SqlAggFunction LAST = byTime("LAST");

  /** Functions of the standard that the executor has. */
  private static final Set<String> STANDARD_FUNCTIONS =
      Set.of(
          "ABS",
          "ANY_VALUE",
          "AVG",
          "CAST",
          "CEIL",
          "CHAR_LENGTH",
          "CHARACTER_LENGTH",
          "COALESCE",
          "COUNT",
          "FLOOR",
          "LOWER",
          "MAX",
          "MIN",
          "MOD",
          "NULLIF",
          "SUM",
          "UPPER");

  private static final ImmutableList<SqlOperator> ALL = all();

  private static final SqlOperatorTable TABLE = new ByName(ALL);

  private SqlOperators() {}

  /** What the validator looks names up in. */
  public static SqlOperatorTable table() {
    return TABLE;
  }

  /** Names of functions that people may call, upper case, for suggestions. */
  public static List<String> functionNames() {
    List<String> names = new ArrayList<>();
    for (SqlOperator operator : ALL) {
      if (operator instanceof SqlFunction && !operator.getName().startsWith("INTERVAL_")) {
        names.add(operator.getName());
      }
    }
    return names;
  }

  /** Of an interval literal that is a span of nanoseconds. */
  public static SqlIntervalQualifier nanosQualifier() {
    return new SqlIntervalQualifier(TimeUnit.SECOND, null, SqlParserPos.ZERO);
  }

  /** Of an interval literal that is a span of calendar months. */
  public static SqlIntervalQualifier monthsQualifier() {
    return new SqlIntervalQualifier(TimeUnit.MONTH, null, SqlParserPos.ZERO);
  }

  private static SqlAggFunction byTime(String name) {
    return SqlBasicAggFunction.create(
        name,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0_NULLABLE_IF_EMPTY,
        family(SqlTypeFamily.ANY, SqlTypeFamily.TIMESTAMP));
  }

  private static ImmutableList<SqlOperator> all() {
    ImmutableList.Builder<SqlOperator> operators = ImmutableList.builder();
    for (SqlOperator operator : SqlStdOperatorTable.instance().getOperatorList()) {
      boolean isFunction = operator instanceof SqlFunction;
      if (!isFunction || STANDARD_FUNCTIONS.contains(operator.getName())) {
        operators.add(operator);
      }
    }
    operators.add(
        NOW,
        TIME_BUCKET,
        DATE_TRUNC,
        DATE_PART,
        ROUND,
        INTERVAL_NANOS,
        INTERVAL_MONTHS,
        FIRST,
        LAST);
    return operators.build();
  }

  /**
   * Finds operators by name and syntax; functions in any case, whatever the rule for columns is.
   */
  private static final class ByName implements SqlOperatorTable {
    private final ImmutableListMultimap<String, SqlOperator> operators;

    ByName(List<SqlOperator> operators) {
      this.operators =
          Multimaps.index(operators, operator -> operator.getName().toUpperCase(Locale.ROOT));
    }

    @Override
    public void lookupOperatorOverloads(
        SqlIdentifier name,
        @Nullable SqlFunctionCategory category,
        SqlSyntax syntax,
        List<SqlOperator> found,
        SqlNameMatcher matcher) {
      if (!name.isSimple()) {
        return;
      }
      for (SqlOperator operator : operators.get(name.getSimple().toUpperCase(Locale.ROOT))) {
        boolean calledAsFunction =
            syntax.family == SqlSyntax.FUNCTION && operator instanceof SqlFunction;
        if (calledAsFunction || operator.getSyntax().family == syntax.family) {
          found.add(operator);
        }
      }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
      return operators.values().asList();
    }
  }
}
