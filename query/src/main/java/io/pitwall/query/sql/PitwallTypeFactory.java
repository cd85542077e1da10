package io.pitwall.query.sql;

import io.pitwall.query.type.SqlType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Creates only types that the executor has: any integer, decimal, float, text or timestamp type
 * that Calcite asks for becomes our one of that family.
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

  private static SqlTypeName ours(SqlTypeName calcite) {
    SqlType ours = SqlType.of(calcite);
    boolean isInterval = ours == SqlType.INTERVAL || ours == SqlType.MONTHS;
    return ours == null || isInterval ? calcite : ours.calcite();
  }
}
