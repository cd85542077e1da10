package io.pitwall.query.sql;

import io.pitwall.query.function.FunctionTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's validator with PostgreSQL's rule for ORDER BY: a bare name is a selected column if
 * there is one, but a name inside an expression is a column of the table. Used for one statement.
 */
final class StatementValidator extends SqlValidatorImpl {
  StatementValidator(CalciteCatalogReader reader, RelDataTypeFactory types, Config config) {
    super(FunctionTable.operators(), reader, types, config);
  }

  @Override
  public SqlNode expandOrderExpr(SqlSelect select, SqlNode orderExpr) {
    if (withoutDirection(orderExpr) instanceof SqlIdentifier) {
      return super.expandOrderExpr(select, orderExpr);
    }
    SqlNode qualified = orderExpr.accept(new TableColumns(getWhereScope(select)));
    return super.expandOrderExpr(select, qualified == null ? orderExpr : qualified);
  }

  private static SqlNode withoutDirection(SqlNode item) {
    SqlNode node = item;
    while (true) {
      switch (node.getKind()) {
        case DESCENDING, NULLS_FIRST, NULLS_LAST -> node = ((SqlCall) node).operand(0);
        default -> {
          return node;
        }
      }
    }
  }

  /**
   * The names of the columns that a star in the outermost SELECT stands for.
   *
   * @param validated a statement
   * @return empty if it is no SELECT or has no FROM
   */
  List<String> starNames(SqlNode validated) {
    SqlNode node = validated;
    while (!(node instanceof SqlSelect)) {
      switch (node.getKind()) {
        case ORDER_BY -> node = ((SqlOrderBy) node).query;
        case WITH -> node = ((SqlWith) node).body;
        case UNION -> node = ((SqlCall) node).operand(0);
        default -> {
          return List.of();
        }
      }
    }
    SqlNode from = ((SqlSelect) node).getFrom();
    SqlValidatorNamespace namespace = from == null ? null : getNamespace(from);
    return namespace == null ? List.of() : new ArrayList<>(namespace.getRowType().getFieldNames());
  }

  /** Qualifies the names that are columns of the table, so that they are not taken for others. */
  private static final class TableColumns extends SqlShuttle {
    private final SqlValidatorScope scope;

    TableColumns(SqlValidatorScope scope) {
      this.scope = scope;
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier name) {
      boolean isColumn =
          name.isSimple()
              && !scope
                  .findQualifyingTableNames(
                      name.getSimple(), name, scope.getValidator().getCatalogReader().nameMatcher())
                  .isEmpty();
      return isColumn ? scope.fullyQualify(name).identifier : name;
    }
  }
}
