package io.pitwall.query.function;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/** Finds operators for the validator by name and syntax; the case of a name does not matter. */
final class OperatorNames implements SqlOperatorTable {
  private final ImmutableListMultimap<String, SqlOperator> operators;

  OperatorNames(List<SqlOperator> operators) {
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
