package io.pitwall.storage.column;

/** What a column holds. The code is what files say; it never changes its meaning. */
public enum ColumnType {
  /** Nanoseconds since 1970-01-01T00:00:00Z, signed 64 bit. Only the column {@code time}. */
  TIMESTAMP(0),
  /** Signed 64-bit integer. */
  LONG(1),
  /** IEEE 754 double, kept by its raw bits. */
  DOUBLE(2),
  /** Kept as a long of 0 or 1. */
  BOOLEAN(3),
  /** UTF-8 text, kept as codes of a {@link Dictionary}. */
  STRING(4);

  private final int code;

  ColumnType(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** Whether values lie in {@code long[]}. */
  public boolean isLongBacked() {
    return this == TIMESTAMP || this == LONG || this == BOOLEAN;
  }

  /**
   * @throws IllegalArgumentException for a code that no type has
   */
  public static ColumnType ofCode(int code) {
    for (ColumnType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new IllegalArgumentException("no column type has the code " + code);
  }
}
