package io.pitwall.query.oracle;

/** The types of random expressions. */
enum ValueKind {
  LONG,
  DOUBLE,
  BOOLEAN,
  TEXT,
  TIME;

  /** The name of the type, which both sides know. */
  String sql() {
    return switch (this) {
      case LONG -> "BIGINT";
      case DOUBLE -> "DOUBLE PRECISION";
      case BOOLEAN -> "BOOLEAN";
      case TEXT -> "VARCHAR";
      case TIME -> "TIMESTAMPTZ";
    };
  }
}
