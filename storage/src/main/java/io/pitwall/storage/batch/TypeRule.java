package io.pitwall.storage.batch;

import io.pitwall.storage.column.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The rule for values whose type is not the column's: nothing is rounded.
 *
 * <ul>
 *   <li>An integer goes into a column of doubles if a double holds it exactly.
 *   <li>A double goes into a column of integers as an integer if it is integral; else the column
 *       becomes one of doubles, if all its integers lie within ±2^53.
 *   <li>All other pairs of types are refused.
 * </ul>
 *
 * <p>The rule is applied twice: when a request is parsed, among its own values, and when its rows
 * are given to a table, whose column may have another type by then.
 */
public final class TypeRule {
  /** From here on not every integer is exact as a double. */
  private static final long MAX_EXACT = 1L << 53;

  private TypeRule() {}

  /** Whether a double equals some long exactly; −0.0 does not, for its sign would be lost. */
  public static boolean isExactLong(double value) {
    long integral = (long) value;
    return integral != Long.MAX_VALUE
        && Double.doubleToRawLongBits((double) integral) == Double.doubleToRawLongBits(value);
  }

  /** Whether a double equals the long exactly. */
  public static boolean isExactDouble(long value) {
    return value != Long.MAX_VALUE && (long) (double) value == value;
  }

  /** Whether the long lies where all longs are exact as doubles, so that its column may widen. */
  public static boolean isWithinExact(long value) {
    return value >= -MAX_EXACT && value <= MAX_EXACT;
  }

  /** Why an integer can't go into a column of doubles, or null if it can. */
  public static @Nullable String refusalOfLong(String column, long value) {
    return isExactDouble(value)
        ? null
        : "the integer "
            + value
            + " is not exact as a double, and column "
            + column
            + " holds doubles; send it to a column of its own";
  }

  /** Why a double can't go into a column of integers that can't become one of doubles. */
  public static @Nullable String refusalOfDouble(String column, double value) {
    return isExactLong(value)
        ? null
        : "the number "
            + value
            + " is not an integer, and column "
            + column
            + " holds integers beyond 2^53, which a double can't hold exactly";
  }

  /**
   * Why a value of quite another type is refused.
   *
   * @param type of the column
   * @param value what the value is: "a string"
   */
  public static String mismatch(String column, ColumnType type, String value) {
    return "column "
        + column
        + " holds "
        + describe(type)
        + ", not "
        + value
        + "; send the value under another name";
  }

  /** The values of a type in words, for messages. */
  public static String describe(ColumnType type) {
    return switch (type) {
      case TIMESTAMP -> "times";
      case LONG -> "integers";
      case DOUBLE -> "doubles";
      case BOOLEAN -> "booleans";
      case STRING -> "strings";
    };
  }
}
