package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import java.math.BigDecimal;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the literal strings that a validated statement casts, asked for or not, so that a bad one
 * is refused where it stands.
 */
final class CastChecks extends SqlBasicVisitor<@Nullable Void> {
  private CastChecks() {}

  /**
   * @throws SqlFault of kind INVALID_VALUE
   */
  static void check(SqlNode validated) {
    validated.accept(new CastChecks());
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call.getKind() == SqlKind.CAST
        && call.operand(0) instanceof SqlCharStringLiteral text
        && call.operand(1) instanceof SqlDataTypeSpec type) {
      check(text, type.getTypeName().getSimple().toUpperCase(Locale.ROOT));
    }
    return super.visit(call);
  }

  private static void check(SqlCharStringLiteral literal, String type) {
    String text = String.valueOf(literal.toValue());
    switch (type) {
      case "TIMESTAMP" -> Literals.nanosOf(text, literal.getParserPosition());
      case "BIGINT", "INTEGER" -> {
        try {
          Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
          throw bad(literal, text, "a 64-bit integer");
        }
      }
      case "DOUBLE", "DECIMAL" -> {
        if (!isDouble(text.strip())) {
          throw bad(literal, text, "a number");
        }
      }
      default -> {}
    }
  }

  private static boolean isDouble(String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "nan", "infinity", "-infinity", "+infinity", "inf", "-inf", "+inf" -> {
        return true;
      }
      default -> {
        try {
          return !Double.isInfinite(new BigDecimal(text).doubleValue());
        } catch (NumberFormatException e) {
          return false;
        }
      }
    }
  }

  private static SqlFault bad(SqlCharStringLiteral literal, String text, String what) {
    return new SqlFault(
        QueryException.Kind.INVALID_VALUE,
        "'" + text + "' is not " + what,
        literal.getParserPosition());
  }
}
