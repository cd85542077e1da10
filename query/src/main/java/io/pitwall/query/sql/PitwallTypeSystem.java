package io.pitwall.query.sql;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Nanosecond timestamps, intervals of any length, averages as doubles. Text has no length: a
 * declared one is refused elsewhere rather than ignored.
 */
final class PitwallTypeSystem extends RelDataTypeSystemImpl {
  /** Decimal digits of a second in a timestamp. */
  static final int TIME_PRECISION = 9;

  private static final int MAX_INTERVAL_PRECISION = 10;

  @Override
  public int getMaxPrecision(SqlTypeName typeName) {
    if (SqlTypeName.DATETIME_TYPES.contains(typeName)) {
      return TIME_PRECISION;
    }
    if (SqlTypeName.INTERVAL_TYPES.contains(typeName)) {
      return MAX_INTERVAL_PRECISION;
    }
    return super.getMaxPrecision(typeName);
  }

  @Override
  public int getDefaultPrecision(SqlTypeName typeName) {
    if (SqlTypeName.DATETIME_TYPES.contains(typeName)) {
      return TIME_PRECISION;
    }
    if (SqlTypeName.INTERVAL_TYPES.contains(typeName)) {
      return MAX_INTERVAL_PRECISION;
    }
    if (SqlTypeName.CHAR_TYPES.contains(typeName)) {
      return RelDataType.PRECISION_NOT_SPECIFIED;
    }
    return super.getDefaultPrecision(typeName);
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory typeFactory, RelDataType argumentType) {
    RelDataType type = typeFactory.createSqlType(SqlTypeName.DOUBLE);
    return typeFactory.createTypeWithNullability(type, argumentType.isNullable());
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory typeFactory, RelDataType argumentType) {
    return argumentType;
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }
}
