package io.pitwall.query.sql;

import io.pitwall.query.function.FunctionTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.Litmus;
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
    return super.expandOrderExpr(select, withTableColumns(select, orderExpr));
  }

  private SqlNode withTableColumns(SqlSelect select, SqlNode orderExpr) {
    SqlNode qualified = orderExpr.accept(new TableColumns(getWhereScope(select)));
    return qualified == null ? orderExpr : qualified;
  }

  /** ORDER BY a name that several selected columns have is no question where they are the same. */
  @Override
  protected void validateOrderList(SqlSelect select) {
    SqlNodeList order = select.getOrderList();
    SqlNodeList items = select.getSelectList();
    for (int i = 0; order != null && i < order.size(); i++) {
      if (!(withoutDirection(order.get(i)) instanceof SqlIdentifier name)) {
        // Before types are derived, which those of selected columns of the same name may not suit.
        order.set(i, withTableColumns(select, order.get(i)));
        continue;
      }
      int ordinal = name.isSimple() ? ordinalOfSame(items, name.getSimple()) : 0;
      if (ordinal > 0) {
        order.set(i, withOrdinal(order.get(i), ordinal));
      }
    }
    super.validateOrderList(select);
  }

  /** The first of several selected columns of a name, from 1, if they are the same; otherwise 0. */
  private static int ordinalOfSame(SqlNodeList items, String name) {
    int first = 0;
    boolean isOne = true;
    for (int i = 0; i < items.size(); i++) {
      if (!name.equals(SqlValidatorUtil.alias(items.get(i), i))) {
        continue;
      }
      if (first == 0) {
        first = i + 1;
        continue;
      }
      isOne = false;
      SqlNode same = SqlUtil.stripAs(items.get(first - 1));
      if (!same.equalsDeep(SqlUtil.stripAs(items.get(i)), Litmus.IGNORE)) {
        return 0;
      }
    }
    return isOne ? 0 : first;
  }

  private static SqlNode withOrdinal(SqlNode item, int ordinal) {
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
        SqlCall call = (SqlCall) item;
        yield call.getOperator()
            .createCall(item.getParserPosition(), withOrdinal(call.operand(0), ordinal));
      }
      default -> SqlLiteral.createExactNumeric(Integer.toString(ordinal), item.getParserPosition());
    };
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
