package io.pitwall.storage.column;

/** Whether a column is part of the identity of a series. */
public enum ColumnKind {
  /** The column {@code time}. */
  TIME(0),
  /** A string that, with the table's other tags, names the series. */
  TAG(1),
  /** A measured value. */
  FIELD(2);

  private final int code;

  ColumnKind(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /**
   * @throws IllegalArgumentException for a code that no kind has
   */
  public static ColumnKind ofCode(int code) {
    for (ColumnKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no column kind has the code " + code);
  }
}
