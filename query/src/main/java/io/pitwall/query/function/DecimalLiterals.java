package io.pitwall.query.function;

import java.math.BigDecimal;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Numbers with a point or an exponent in a statement. They are decimals until they become doubles in
 * the plan, so that {@code 0.1 + 0.2} is {@code 0.3}.
 */
public final class DecimalLiterals {
  /** Results of more digits are left to doubles. */
  private static final int MAX_DIGITS = 100;

  private DecimalLiterals() {}

  public static SqlNode of(BigDecimal value, SqlParserPos position) {
    String text = value.toString();
    return SqlLiteral.createApproxNumeric(text.indexOf('E') < 0 ? text + "E0" : text, position);
  }

  /** Whether it is a number without point and exponent. */
  public static boolean isInteger(SqlNumericLiteral number) {
    return number.isInteger() && number.getTypeName() != SqlTypeName.DOUBLE;
  }

  /** The exact result of {@code + - *} on numbers with a point, or the call if it is another. */
  static SqlNode folded(SqlBasicCall call) {
    if (call.operandCount() != 2
        || !(call.operand(0) instanceof SqlNumericLiteral left)
        || !(call.operand(1) instanceof SqlNumericLiteral right)
        || isInteger(left) && isInteger(right)) {
      return call;
    }
    BigDecimal a = left.bigDecimalValue();
    BigDecimal b = right.bigDecimalValue();
    BigDecimal result = a == null || b == null ? null : result(call.getKind(), a, b);
    if (result == null
        || result.precision() > MAX_DIGITS
        || Double.isInfinite(result.doubleValue())) {
      return call;
    }
    return of(result, call.getParserPosition());
  }

  private static @Nullable BigDecimal result(SqlKind operation, BigDecimal a, BigDecimal b) {
    return switch (operation) {
      case PLUS -> a.add(b);
      case MINUS -> a.subtract(b);
      case TIMES -> a.multiply(b);
      default -> null;
    };
  }
}
