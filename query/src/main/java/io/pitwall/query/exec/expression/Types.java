package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;

/** How values of SQL's types lie in vectors. */
public final class Types {
  private Types() {}

  /**
   * @throws QueryException if there is no vector for the type
   */
  public static ColumnType of(RelDataType type) throws QueryException {
    return switch (type.getSqlTypeName()) {
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, DATE -> ColumnType.TIMESTAMP;
      case TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          NULL,
          INTERVAL_DAY,
          INTERVAL_DAY_HOUR,
          INTERVAL_DAY_MINUTE,
          INTERVAL_DAY_SECOND,
          INTERVAL_HOUR,
          INTERVAL_HOUR_MINUTE,
          INTERVAL_HOUR_SECOND,
          INTERVAL_MINUTE,
          INTERVAL_MINUTE_SECOND,
          INTERVAL_SECOND,
          INTERVAL_YEAR,
          INTERVAL_YEAR_MONTH,
          INTERVAL_MONTH ->
          ColumnType.LONG;
      case FLOAT, REAL, DOUBLE, DECIMAL -> ColumnType.DOUBLE;
      case BOOLEAN -> ColumnType.BOOLEAN;
      case CHAR, VARCHAR -> ColumnType.STRING;
      default ->
          throw new QueryException(
              QueryException.Kind.NOT_SUPPORTED,
              "values of the type " + type.getFullTypeString() + " are not supported");
    };
  }

  /** The types of a row's columns. */
  public static ColumnType[] ofFields(RelDataType row) throws QueryException {
    List<RelDataTypeField> fields = row.getFieldList();
    ColumnType[] types = new ColumnType[fields.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = of(fields.get(i).getType());
    }
    return types;
  }
}
