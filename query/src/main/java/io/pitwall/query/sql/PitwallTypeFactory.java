package io.pitwall.query.sql;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Knows only the types that the executor has: whatever integer, decimal, float, text or timestamp
 * type Calcite asks for, it gets our one of that family.
 */
final class PitwallTypeFactory extends SqlTypeFactoryImpl {
  PitwallTypeFactory() {
    super(new PitwallTypeSystem());
  }

  @Override
  public RelDataType createSqlType(SqlTypeName typeName) {
    return super.createSqlType(ours(typeName));
  }

  @Override
  public RelDataType createSqlType(SqlTypeName typeName, int precision) {
    SqlTypeName ours = ours(typeName);
    return switch (ours) {
      case BIGINT, DOUBLE -> super.createSqlType(ours);
      case TIMESTAMP -> super.createSqlType(ours, PitwallTypeSystem.TIME_PRECISION);
      case VARCHAR -> super.createSqlType(ours, RelDataType.PRECISION_NOT_SPECIFIED);
      default -> super.createSqlType(ours, precision);
    };
  }

  @Override
  public RelDataType createSqlType(SqlTypeName typeName, int precision, int scale) {
    return createSqlType(typeName, precision);
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }

  private static SqlTypeName ours(SqlTypeName typeName) {
    return switch (typeName) {
      case TINYINT, SMALLINT, INTEGER -> SqlTypeName.BIGINT;
      case DECIMAL, FLOAT, REAL -> SqlTypeName.DOUBLE;
      case CHAR -> SqlTypeName.VARCHAR;
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> SqlTypeName.TIMESTAMP;
      default -> typeName;
    };
  }
}
