package io.pitwall.query.function;

import com.google.common.collect.ImmutableMap;
import io.pitwall.query.exec.aggregate.AggregateKernel;
import io.pitwall.query.exec.expression.CallCompiler;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Every function, aggregate and operator that a statement may use. A function of Calcite's that has
 * no entry here does not exist for a statement; Calcite's operators that are syntax do, and the
 * expression compiler evaluates them: their entries document them.
 *
 * <p>The rewriter finds entries by name, the validator and the compilers by operator.
 */
public final class FunctionTable {
  private static final List<FunctionFamily> FAMILIES =
      List.of(
          AggregateFunctions.FAMILY,
          TimeFunctions.FAMILY,
          NumberFunctions.FAMILY,
          StringFunctions.FAMILY,
          LogicFunctions.FAMILY);

  private static final ImmutableMap<String, FunctionEntry> BY_NAME = byName();
  private static final ImmutableMap<SqlOperator, FunctionEntry> BY_OPERATOR = byOperator();
  private static final SqlOperatorTable OPERATORS = new OperatorNames(operatorList());

  private FunctionTable() {}

  /** All entries, in the order of the documentation. */
  public static List<FunctionFamily> families() {
    return FAMILIES;
  }

  /** The table in which the validator looks up names. */
  public static SqlOperatorTable operators() {
    return OPERATORS;
  }

  /** Names of functions that are called with parentheses, lower case, for suggestions. */
  public static List<String> callableNames() {
    List<String> names = new ArrayList<>();
    for (FunctionEntry entry : BY_NAME.values().asList()) {
      if (entry.isCalledByName()) {
        for (String name : entry.names()) {
          names.add(name.toLowerCase(Locale.ROOT));
        }
      }
    }
    return List.copyOf(new LinkedHashSet<>(names));
  }

  /**
   * The entry of a function, aggregate or operator, or null.
   *
   * @param name in any case
   */
  public static @Nullable FunctionEntry find(String name) {
    return BY_NAME.get(name.toUpperCase(Locale.ROOT));
  }

  /** The call that a bare name is, as {@code CURRENT_TIMESTAMP}; null if the name is a column's. */
  public static @Nullable SqlNode callOf(SqlIdentifier name) {
    FunctionEntry entry = name.isSimple() ? find(name.getSimple()) : null;
    SqlOperator operator = entry == null ? null : entry.bareCall();
    return operator == null ? null : operator.createCall(name.getParserPosition());
  }

  /** Whether the operator is a function of the table that is null where an argument is null. */
  public static boolean isNullOfNull(SqlOperator operator) {
    FunctionEntry entry = BY_OPERATOR.get(operator);
    return entry != null && entry.nulls() == NullRule.NULL;
  }

  /** The compiler of a function's calls, or null if it is not evaluated row by row. */
  public static @Nullable CallCompiler compilerOf(SqlOperator operator) {
    FunctionEntry entry = BY_OPERATOR.get(operator);
    return entry != null && entry.kernel() instanceof FunctionKernel.Scalar scalar
        ? scalar.compiler()
        : PlannedFunctions.compilerOf(operator);
  }

  /** How an aggregate is evaluated, or null if the operator is none. */
  public static @Nullable AggregateKernel<?> aggregateOf(SqlOperator operator) {
    FunctionEntry entry = BY_OPERATOR.get(operator);
    return entry != null && entry.kernel() instanceof FunctionKernel.Aggregate aggregate
        ? aggregate.kernel()
        : null;
  }

  private static ImmutableMap<String, FunctionEntry> byName() {
    ImmutableMap.Builder<String, FunctionEntry> entries = ImmutableMap.builder();
    for (FunctionFamily family : FAMILIES) {
      for (FunctionEntry entry : family.entries()) {
        entry.names().forEach(name -> entries.put(name, entry));
      }
    }
    return entries.buildOrThrow();
  }

  private static ImmutableMap<SqlOperator, FunctionEntry> byOperator() {
    ImmutableMap.Builder<SqlOperator, FunctionEntry> entries = ImmutableMap.builder();
    for (FunctionFamily family : FAMILIES) {
      for (FunctionEntry entry : family.entries()) {
        entry.operators().forEach(operator -> entries.put(operator, entry));
      }
    }
    return entries.buildOrThrow();
  }

  private static List<SqlOperator> operatorList() {
    List<SqlOperator> operators = new ArrayList<>();
    for (SqlOperator operator : SqlStdOperatorTable.instance().getOperatorList()) {
      if (!(operator instanceof SqlFunction) && !BY_OPERATOR.containsKey(operator)) {
        operators.add(operator);
      }
    }
    operators.addAll(BY_OPERATOR.keySet());
    operators.add(IntervalLiterals.NANOS);
    operators.add(IntervalLiterals.MONTHS);
    return List.copyOf(operators);
  }
}
