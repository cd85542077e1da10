package io.pitwall.server.postgres.wire;

import io.pitwall.query.result.ResultType;

/** The PostgreSQL type that each of our types is shown as. */
enum PostgresType {
  BOOL(16, 1),
  INT8(20, 8),
  TEXT(25, -1),
  FLOAT8(701, 8),
  TIMESTAMPTZ(1184, 8),
  INTERVAL(1186, 16);

  private final int oid;
  private final int sizeBytes;

  PostgresType(int oid, int sizeBytes) {
    this.oid = oid;
    this.sizeBytes = sizeBytes;
  }

  static PostgresType of(ResultType type) {
    return switch (type) {
      case BOOLEAN -> BOOL;
      case LONG -> INT8;
      case DOUBLE -> FLOAT8;
      case STRING -> TEXT;
      case TIMESTAMP -> TIMESTAMPTZ;
      case INTERVAL -> INTERVAL;
    };
  }

  /** Of {@code pg_type}. */
  int oid() {
    return oid;
  }

  /** {@code typlen}: bytes of a value, or -1 if they differ. */
  int sizeBytes() {
    return sizeBytes;
  }
}
