package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.BooleanText;
import io.pitwall.query.text.NumberText;
import io.pitwall.query.text.TimeText;
import io.pitwall.query.type.SqlType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the literal strings that a validated statement casts, explicitly or not, so that the error
 * about an invalid one has its position.
 */
final class CastChecks extends SqlBasicVisitor<@Nullable Void> {
  private CastChecks() {}

  /**
   * @throws SqlFault of kind INVALID_VALUE or OUT_OF_RANGE
   */
  static void check(SqlNode validated) {
    validated.accept(new CastChecks());
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call.getKind() == SqlKind.CAST
        && call.operand(0) instanceof SqlCharStringLiteral text
        && call.operand(1) instanceof SqlDataTypeSpec type) {
      checkText(text, type.getTypeName().getSimple());
    }
    return super.visit(call);
  }

  private static void checkText(SqlCharStringLiteral literal, String typeName) {
    SqlType type = SqlType.named(typeName);
    if (type == null) {
      return;
    }
    String text = String.valueOf(literal.toValue());
    try {
      read(text, type);
    } catch (QueryException e) {
      throw new SqlFault(e, literal.getParserPosition());
    }
  }

  private static void read(String text, SqlType type) throws QueryException {
    switch (type) {
      // One of any year can be compared with; whether it can be a value is known at execution.
      case TIMESTAMP -> {
        if (!RelativeTime.isOne(text)) {
          TimeText.parseAny(text);
        }
      }
      case LONG -> NumberText.parseLong(text);
      case DOUBLE -> NumberText.parseDouble(text);
      case BOOLEAN -> BooleanText.parse(text);
      case STRING, INTERVAL, MONTHS, NULL -> {}
    }
  }
}
