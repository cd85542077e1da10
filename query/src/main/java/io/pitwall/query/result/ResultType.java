package io.pitwall.query.result;

/** The types a result column can have. */
public enum ResultType {
  BOOLEAN,
  /** Signed 64 bit. */
  LONG,
  DOUBLE,
  STRING,
  /** Nanoseconds since the epoch, UTC, in 64 bits. */
  TIMESTAMP,
  /** An interval in nanoseconds, in 64 bits. */
  INTERVAL
}
