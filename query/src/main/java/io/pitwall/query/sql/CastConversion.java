package io.pitwall.query.sql;

import io.pitwall.query.function.DecimalLiterals;
import io.pitwall.query.function.PlannedFunctions;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.type.IntegerWidth;
import io.pitwall.query.type.SqlType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Converts CAST to expressions as Calcite does, except that relative times are those of the
 * statement, decimal literals are rounded exactly, and integers of less than 64 bits are checked.
 */
final class CastConversion {
  private CastConversion() {}

  static RexNode convert(SqlRexContext context, SqlCall cast) {
    if (!(cast.operand(1) instanceof SqlDataTypeSpec spec)) {
      return standard(context, cast);
    }
    String name = spec.getTypeName().getSimple();
    RexBuilder builder = context.getRexBuilder();
    RexNode literal = literal(context, cast, SqlType.named(name));
    RexNode converted =
        ConstantFolder.folded(builder, literal == null ? standard(context, cast) : literal);
    IntegerWidth width = IntegerWidth.named(name);
    return width == null || fits(width, converted)
        ? converted
        : PlannedFunctions.narrowed(builder, converted, width);
  }

  private static RexNode standard(SqlRexContext context, SqlCall cast) {
    SqlRexConvertlet calcites = StandardConvertletTable.INSTANCE.get(cast);
    if (calcites == null) {
      throw new IllegalStateException("Calcite has no conversion of " + cast);
    }
    return calcites.convertCall(context, cast);
  }

  /** What Calcite would read inexactly or not at all; null for all other casts. */
  private static @Nullable RexNode literal(
      SqlRexContext context, SqlCall cast, @Nullable SqlType type) {
    SqlNode operand = cast.operand(0);
    RexBuilder builder = context.getRexBuilder();
    if (type == SqlType.TIMESTAMP && operand instanceof SqlCharStringLiteral text) {
      String word = String.valueOf(text.toValue());
      return RelativeTime.isOne(word)
          ? RelativeTime.expression(
              word, builder, builder.getTypeFactory().createSqlType(SqlTypeName.TIMESTAMP))
          : null;
    }
    boolean isDecimal =
        operand instanceof SqlNumericLiteral number && !DecimalLiterals.isInteger(number);
    return type == SqlType.LONG && isDecimal ? rounded(builder, (SqlNumericLiteral) operand) : null;
  }

  /** Halves are rounded away from zero, as those of PostgreSQL's decimals. */
  private static @Nullable RexNode rounded(RexBuilder builder, SqlNumericLiteral number) {
    BigDecimal value = number.bigDecimalValue();
    if (value == null) {
      return null;
    }
    BigDecimal whole = value.setScale(0, RoundingMode.HALF_UP);
    if (whole.toBigInteger().bitLength() >= Long.SIZE) {
      throw new SqlFault(
          QueryException.Kind.OUT_OF_RANGE,
          value + " is out of the range of BIGINT",
          number.getParserPosition());
    }
    return builder.makeBigintLiteral(whole);
  }

  private static boolean fits(IntegerWidth width, RexNode converted) {
    BigDecimal value =
        converted instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
    return value != null && width.fits(value.longValueExact());
  }
}
