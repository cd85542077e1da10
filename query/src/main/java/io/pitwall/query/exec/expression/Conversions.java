package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeFamily;

/** CAST, and the conversions that nobody writes down. */
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
        QueryException.Kind.TYPE_MISMATCH,
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
        QueryException.Kind.TYPE_MISMATCH, "a " + from + " can't be cast to " + type);
  }

  private static VectorExpression parse(ColumnType type, VectorExpression text) {
    return StringFunction.of(
        type,
        true,
        text,
        utf8 -> {
          String string = new String(utf8, StandardCharsets.UTF_8);
          return switch (type) {
            case TIMESTAMP -> TimestampText.parse(string);
            case LONG -> NumberText.parseLong(string, Long.MIN_VALUE, Long.MAX_VALUE);
            case DOUBLE -> Double.doubleToRawLongBits(NumberText.parseDouble(string));
            case BOOLEAN -> NumberText.parseBoolean(string) ? 1 : 0;
            case STRING -> throw new IllegalStateException();
          };
        });
  }

  @SuppressWarnings("StatementSwitchToExpressionSwitch")
  static VectorExpression cast(RelDataType target, RelDataType source, VectorExpression value)
      throws QueryException {
    ColumnType type = Types.of(target);
    boolean toInterval = isInterval(target);
    if (isInterval(source) && type == ColumnType.STRING) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED, "a span of time can't be cast to text yet");
    }
    if (toInterval && value.type() == ColumnType.STRING) {
      return StringFunction.of(
          ColumnType.LONG,
          true,
          value,
          utf8 -> IntervalText.parse(new String(utf8, StandardCharsets.UTF_8)));
    }
    VectorExpression converted = to(type, value);
    switch (target.getSqlTypeName()) {
      case INTEGER:
        return within(converted, source, Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER");
      case SMALLINT:
        return within(converted, source, Short.MIN_VALUE, Short.MAX_VALUE, "SMALLINT");
      case TINYINT:
        return within(converted, source, Byte.MIN_VALUE, Byte.MAX_VALUE, "TINYINT");
      case VARCHAR:
        return truncated(converted, target.getPrecision());
      default:
        return converted;
    }
  }

  private static boolean isInterval(RelDataType type) {
    return type.getSqlTypeName().getFamily() == SqlTypeFamily.INTERVAL_DAY_TIME;
  }

  private static VectorExpression within(
      VectorExpression value, RelDataType source, long min, long max, String name) {
    if (source.getSqlTypeName().getFamily() == SqlTypeFamily.BOOLEAN) {
      return value;
    }
    return new LongFunction(
        ColumnType.LONG,
        true,
        value,
        number -> {
          if (number < min || number > max) {
            throw new QueryException(
                QueryException.Kind.OUT_OF_RANGE,
                "the number " + number + " is out of the range of " + name);
          }
          return number;
        });
  }

  private static VectorExpression truncated(VectorExpression text, int characters) {
    if (characters < 0 || text instanceof Literal literal && literal.utf8().length <= characters) {
      return text;
    }
    return StringFunction.toStrings(
        text,
        utf8 -> {
          if (utf8.length <= characters) {
            return utf8;
          }
          String string = new String(utf8, StandardCharsets.UTF_8);
          if (string.codePointCount(0, string.length()) <= characters) {
            return utf8;
          }
          int end = string.offsetByCodePoints(0, characters);
          return string.substring(0, end).getBytes(StandardCharsets.UTF_8);
        });
  }
}
