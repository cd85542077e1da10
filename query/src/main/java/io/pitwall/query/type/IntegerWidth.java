package io.pitwall.query.type;

import com.google.common.collect.ImmutableSet;
import io.pitwall.query.result.QueryException;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Integer types of less than 64 bits. A value that is cast to one of them is a LONG that was found
 * to fit.
 */
public enum IntegerWidth {
  TINYINT(SqlTypeName.TINYINT, Byte.SIZE, ImmutableSet.of("TINYINT")),
  SMALLINT(SqlTypeName.SMALLINT, Short.SIZE, ImmutableSet.of("SMALLINT", "INT2")),
  INTEGER(SqlTypeName.INTEGER, Integer.SIZE, ImmutableSet.of("INTEGER", "INT", "INT4"));

  private final SqlTypeName calcite;
  private final int bits;
  private final ImmutableSet<String> names;

  IntegerWidth(SqlTypeName calcite, int bits, ImmutableSet<String> names) {
    this.calcite = calcite;
    this.bits = bits;
    this.names = names;
  }

  /**
   * The type that CAST knows by a name; null if it is none of these.
   *
   * @param name upper case
   */
  public static @Nullable IntegerWidth named(String name) {
    for (IntegerWidth width : values()) {
      if (width.names.contains(name)) {
        return width;
      }
    }
    return null;
  }

  /** What Calcite calls the type. */
  public SqlTypeName calcite() {
    return calcite;
  }

  /** Whether the type has a value. */
  public boolean fits(long value) {
    return value >= least() && value <= -(least() + 1);
  }

  private long least() {
    return -1L << bits - 1;
  }

  /**
   * The value.
   *
   * @throws QueryException OUT_OF_RANGE if the type does not have it
   */
  public long check(long value) throws QueryException {
    if (!fits(value)) {
      throw new QueryException(
          QueryException.Kind.OUT_OF_RANGE,
          value
              + " is out of the range of "
              + name()
              + ", "
              + least()
              + " to "
              + -(least() + 1)
              + "; BIGINT has 64 bits");
    }
    return value;
  }
}
