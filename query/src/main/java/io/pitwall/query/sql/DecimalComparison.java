package io.pitwall.query.sql;

import io.pitwall.query.function.DecimalLiterals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Finds the integer that an integer can be compared with in the place of a decimal literal, with
 * the same outcome: {@code n < 2.5} is {@code n < 3}. As doubles, integers beyond 2^53 would be
 * rounded, and blocks of the column could not be left out by their summaries.
 */
final class DecimalComparison {
  /** Equal to no integer, as every decimal with a fraction. */
  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** Greater than every integer, also as a double. */
  private static final BigDecimal BEYOND = new BigDecimal("1E20");

  /** Decimals of more digits before the point are beyond all integers, also as doubles. */
  private static final int MAX_DIGITS = 20;

  private DecimalComparison() {}

  /**
   * The literal to compare an integer with; null if it stays as it is.
   *
   * @param operator what stands between the integer and the literal, the integer on the left
   */
  static @Nullable SqlNode literal(SqlKind operator, SqlNode literal) {
    if (!(literal instanceof SqlNumericLiteral number) || DecimalLiterals.isInteger(number)) {
      return null;
    }
    BigDecimal value = number.bigDecimalValue();
    if (value == null || value.precision() - value.scale() > MAX_DIGITS) {
      return null;
    }
    SqlParserPos position = number.getParserPosition();
    RoundingMode rounding =
        switch (operator) {
          case LESS_THAN, GREATER_THAN_OR_EQUAL -> RoundingMode.CEILING;
          case GREATER_THAN, LESS_THAN_OR_EQUAL -> RoundingMode.FLOOR;
          default -> RoundingMode.UNNECESSARY;
        };
    boolean isWhole = value.stripTrailingZeros().scale() <= 0;
    if (rounding == RoundingMode.UNNECESSARY && !isWhole) {
      return DecimalLiterals.of(HALF, position);
    }
    BigDecimal whole = value.setScale(0, rounding);
    if (whole.toBigInteger().bitLength() >= Long.SIZE) {
      // The nearest double may be that of the greatest integer.
      return DecimalLiterals.of(whole.signum() < 0 ? BEYOND.negate() : BEYOND, position);
    }
    return SqlLiteral.createExactNumeric(whole.toPlainString(), position);
  }
}
