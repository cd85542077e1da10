package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.NumberText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Computes the constant expression after LIMIT, OFFSET or FETCH FIRST, as a bigint. */
final class RowCountLiteral {
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private RowCountLiteral() {}

  /**
   * @param expression rewritten
   * @return the number as a literal; null if it is NULL, which means no limit
   * @throws SqlFault if it is not constant, not a number or negative
   */
  static @Nullable SqlNode of(SqlNode expression) {
    SqlParserPos position = expression.getParserPosition();
    expression.accept(new Names());
    RexNode folded = new LogicalConversion(expression, Map.of()).constant();
    if (!(folded instanceof RexLiteral literal)) {
      throw Refusals.notSupported(
          "LIMIT or OFFSET by an expression other than a constant", position);
    }
    if (literal.isNull()) {
      return null;
    }
    BigDecimal count = count(literal, position);
    if (count.signum() < 0) {
      throw new SqlFault(
          QueryException.Kind.INVALID_VALUE, "LIMIT and OFFSET must not be negative", position);
    }
    if (count.compareTo(MAX_LONG) > 0) {
      throw new SqlFault(
          QueryException.Kind.OUT_OF_RANGE, "LIMIT or OFFSET needs more than 64 bits", position);
    }
    return ExactLiterals.integer(count, position);
  }

  private static BigDecimal count(RexLiteral literal, SqlParserPos position) {
    if (SqlTypeFamily.CHARACTER.contains(literal.getType())) {
      try {
        return BigDecimal.valueOf(
            NumberText.parseLong(String.valueOf(literal.getValueAs(String.class))));
      } catch (QueryException e) {
        throw new SqlFault(e, position);
      }
    }
    boolean isNumber = SqlTypeFamily.NUMERIC.contains(literal.getType());
    BigDecimal value = isNumber ? literal.getValueAs(BigDecimal.class) : null;
    if (value == null) {
      throw new SqlFault(
          QueryException.Kind.TYPE_MISMATCH,
          "LIMIT and OFFSET take a number of rows, not a " + literal.getType().getSqlTypeName(),
          position);
    }
    return value.setScale(0, RoundingMode.HALF_EVEN);
  }

  /** Refuses names of columns, which Calcite would call unknown. */
  private static final class Names extends SqlBasicVisitor<@Nullable Void> {
    @Override
    public @Nullable Void visit(SqlIdentifier name) {
      throw new SqlFault(
          QueryException.Kind.SYNTAX,
          "LIMIT and OFFSET take a constant; \"" + name + "\" is a column",
          name.getParserPosition());
    }
  }
}
