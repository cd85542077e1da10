package io.pitwall.query.sql;

import io.pitwall.query.result.ResultColumn;
import io.pitwall.storage.schema.TableSchema;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/**
 * A statement ready to run, on any snapshot in which its tables still look the same. Immutable.
 *
 * @param plan logical operators; field i answers column i
 * @param columns what the answer looks like
 * @param tables the schemas that were planned against
 * @param exactNames whether every table was named exactly; a name that matched only without its
 *     case may mean something else once there are new tables
 * @param catalogVersion the catalogue that was planned against
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
