package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.util.NlsString;

/** Calcite's literals as ours. */
final class Literals {
  private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);

  private Literals() {}

  static Literal of(RexLiteral literal) throws QueryException {
    ColumnType type = Types.of(literal.getType());
    Comparable<?> value = literal.getValueAs(Comparable.class);
    return value == null ? Literal.ofNull(type) : of(value, literal.getType());
  }

  /**
   * @param value as Calcite keeps it: a number, boolean, time or text
   */
  static Literal of(Comparable<?> value, RelDataType sqlType) throws QueryException {
    ColumnType type = Types.of(sqlType);
    boolean interval = sqlType.getSqlTypeName().getFamily() == SqlTypeFamily.INTERVAL_DAY_TIME;
    try {
      return switch (type) {
        case TIMESTAMP -> Literal.ofLong(type, TimestampText.parse(value.toString()));
        case LONG -> {
          BigDecimal number = decimal(value);
          BigDecimal exact = interval ? number.multiply(NANOS_PER_MILLI) : number;
          yield Literal.ofLong(type, exact.longValueExact());
        }
        case DOUBLE -> Literal.ofDouble(((Number) value).doubleValue());
        case BOOLEAN -> Literal.ofBoolean((Boolean) value);
        case STRING ->
            Literal.ofString(value instanceof NlsString text ? text.getValue() : value.toString());
      };
    } catch (ArithmeticException e) {
      throw new QueryException(
          QueryException.Kind.OUT_OF_RANGE,
          "the constant " + value + " does not fit in 64 bits",
          0,
          0,
          e);
    }
  }

  private static BigDecimal decimal(Comparable<?> value) {
    return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
  }
}
