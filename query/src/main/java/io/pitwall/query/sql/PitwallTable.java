package io.pitwall.query.sql;

import io.pitwall.query.type.SqlType;
import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/**
 * A table in a plan; a scan's {@code RelOptTable} unwraps to it. Field i of the scan is column i of
 * the schema.
 */
public final class PitwallTable extends AbstractTable {
  private final TableSchema schema;

  public PitwallTable(TableSchema schema) {
    this.schema = schema;
  }

  public String database() {
    return schema.database();
  }

  public String table() {
    return schema.name();
  }

  public TableSchema schema() {
    return schema;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory typeFactory) {
    RelDataTypeFactory.Builder row = typeFactory.builder();
    for (ColumnSchema column : schema.columns()) {
      RelDataType type = typeFactory.createSqlType(SqlType.of(column.type()).calcite());
      boolean nullable = column.kind() != ColumnKind.TIME;
      row.add(column.name(), typeFactory.createTypeWithNullability(type, nullable));
    }
    return row.build();
  }
}
