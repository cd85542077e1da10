package io.pitwall.query.plan;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.sql.PlannedStatement;
import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.schema.TableSchema;
import java.util.List;

/**
 * A statement ready to run, on any snapshot in which its tables still have the same columns. It
 * does not depend on {@code now()}. Immutable.
 *
 * @param root field i of its row is column i of the result
 * @param columns of the result
 * @param tables the schemas that were planned against
 * @param exactNames whether every table was named exactly; a name that matched only without its
 *     case may mean another table once there are new ones
 * @param catalogVersion of the catalog that was planned against
 */
public record QueryPlan(
    PlanNode root,
    List<ResultColumn> columns,
    List<TableSchema> tables,
    boolean exactNames,
    long catalogVersion) {

  /**
   * Chooses the operators for a statement.
   *
   * @throws QueryException of kind NOT_SUPPORTED if a part of it has no operator
   */
  public static QueryPlan of(PlannedStatement statement) throws QueryException {
    return new QueryPlan(
        PhysicalPlanner.plan(statement.plan()),
        statement.columns(),
        statement.tables(),
        statement.exactNames(),
        statement.catalogVersion());
  }

  /** Whether the plan is right for a catalog: the tables that it reads have the same columns. */
  boolean holds(CatalogView catalog) {
    if (catalogVersion == catalog.version()) {
      return true;
    }
    return exactNames && tables.stream().allMatch(planned -> isSame(planned, catalog));
  }

  private static boolean isSame(TableSchema planned, CatalogView catalog) {
    TableSchema now = catalog.find(planned.database(), planned.name());
    return now != null
        && (now == planned
            || (now.tableId() == planned.tableId() && now.columns().equals(planned.columns())));
  }
}
