package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.TimeText;
import io.pitwall.query.type.CalciteConstants;
import io.pitwall.query.type.SqlType;
import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.NlsString;

/** Compiles the literals of Calcite's plans to ours. */
final class CalciteLiterals {
  private CalciteLiterals() {}

  static Literal of(RexLiteral literal) throws QueryException {
    Comparable<?> value = literal.getValueAs(Comparable.class);
    return value == null
        ? Literal.ofNull(SqlType.of(literal.getType()).column())
        : of(value, literal.getType());
  }

  /**
   * @param value as Calcite keeps it: a number, boolean, time or text
   * @throws QueryException of kind OUT_OF_RANGE if it does not fit in 64 bits
   */
  static Literal of(Comparable<?> value, RelDataType calciteType) throws QueryException {
    SqlType type = SqlType.of(calciteType);
    try {
      return switch (type) {
        case TIMESTAMP -> Literal.ofLong(type.column(), TimeText.parse(value.toString()));
        case LONG, MONTHS, NULL -> Literal.ofLong(type.column(), decimal(value).longValueExact());
        case INTERVAL -> Literal.ofLong(type.column(), CalciteConstants.nanosOf(decimal(value)));
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
