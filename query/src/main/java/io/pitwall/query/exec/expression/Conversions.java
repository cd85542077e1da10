package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.BooleanText;
import io.pitwall.query.text.NumberText;
import io.pitwall.query.text.TimeText;
import io.pitwall.query.type.SqlType;
import io.pitwall.storage.column.ColumnType;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.rel.type.RelDataType;

/** CAST, and the conversions that a statement needs without saying so. */
final class Conversions {
  private Conversions() {}

  /** The type two values are compared in. */
  static ColumnType common(ColumnType left, ColumnType right) throws QueryException {
    if (left == right) {
      return left;
    }
    boolean leftIsText = left == ColumnType.STRING;
    if (leftIsText || right == ColumnType.STRING) {
      return leftIsText ? right : left;
    }
    if (isNumber(left) && isNumber(right)) {
      return ColumnType.DOUBLE;
    }
    throw new QueryException(
        QueryException.Kind.CANNOT_CAST,
        "a value of type " + left + " can't be compared with one of type " + right);
  }

  private static boolean isNumber(ColumnType type) {
    return type == ColumnType.LONG || type == ColumnType.DOUBLE;
  }

  static VectorExpression to(ColumnType type, VectorExpression value) throws QueryException {
    ColumnType from = value.type();
    if (from == type) {
      return value;
    }
    if (value instanceof Literal literal && literal.isNull()) {
      return Literal.ofNull(type);
    }
    if (from == ColumnType.STRING) {
      return ExpressionCompiler.fold(parse(type, value));
    }
    return ExpressionCompiler.fold(convert(type, value));
  }

  private static VectorExpression convert(ColumnType type, VectorExpression value)
      throws QueryException {
    ColumnType from = value.type();
    if (type == ColumnType.STRING) {
      return new ToText(value);
    }
    if (from == ColumnType.LONG && type == ColumnType.DOUBLE) {
      return new ToDouble(value);
    }
    if (from == ColumnType.DOUBLE && type == ColumnType.LONG) {
      return new DoubleToLong(value, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (from == ColumnType.LONG && type == ColumnType.BOOLEAN) {
      return new LongFunction(type, false, value, number -> number != 0 ? 1 : 0);
    }
    if (from == ColumnType.BOOLEAN && type == ColumnType.LONG) {
      return new LongFunction(type, false, value, truth -> truth);
    }
    throw new QueryException(
        QueryException.Kind.CANNOT_CAST, "a " + from + " can't be cast to " + type);
  }

  private static VectorExpression parse(ColumnType type, VectorExpression text) {
    return StringFunction.of(
        type, true, text, utf8 -> parse(type, new String(utf8, StandardCharsets.UTF_8)));
  }

  /** A text's value as a vector holds it; of a double the raw bits. */
  private static long parse(ColumnType type, String text) throws QueryException {
    return switch (type) {
      case TIMESTAMP -> TimeText.parse(text);
      case LONG -> NumberText.parseLong(text);
      case DOUBLE -> Double.doubleToRawLongBits(NumberText.parseDouble(text));
      case BOOLEAN -> BooleanText.parse(text) ? 1 : 0;
      case STRING -> throw new IllegalStateException("text needs no conversion to text");
    };
  }

  static VectorExpression cast(RelDataType target, RelDataType source, VectorExpression value)
      throws QueryException {
    SqlType from = SqlType.of(source);
    ColumnType to = SqlType.of(target).column();
    if (from == SqlType.INTERVAL && to == ColumnType.STRING) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED, "an interval can't be cast to text yet");
    }
    return to(to, value);
  }
}
