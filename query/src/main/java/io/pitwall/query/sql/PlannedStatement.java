package io.pitwall.query.sql;

import io.pitwall.query.result.ResultColumn;
import io.pitwall.storage.schema.TableSchema;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/**
 * A statement as Calcite's logical plan. Immutable.
 *
 * @param plan logical operators; field i is column i of the result
 * @param columns of the result
 * @param tables the schemas that were planned against
 * @param exactNames whether every table was named exactly; a name that matched only without its
 *     case may mean another table once there are new tables
 * @param catalogVersion the version of the catalog that was planned against
 */
public record PlannedStatement(
    RelNode plan,
    List<ResultColumn> columns,
    List<TableSchema> tables,
    boolean exactNames,
    long catalogVersion) {
  public PlannedStatement {
    columns = List.copyOf(columns);
    tables = List.copyOf(tables);
  }
}
