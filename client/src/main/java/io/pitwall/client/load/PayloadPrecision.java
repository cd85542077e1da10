package io.pitwall.client.load;

/** The unit of the times on the wire. */
public enum PayloadPrecision {
  /** Milliseconds, 13 digits. */
  MILLIS("ms", 1_000_000),
  /** Microseconds, 16 digits. */
  MICROS("us", 1_000),
  /** Nanoseconds, 19 digits. */
  NANOS("ns", 1);

  private final String lineProtocolName;
  private final long nanosPerUnit;

  PayloadPrecision(String lineProtocolName, long nanosPerUnit) {
    this.lineProtocolName = lineProtocolName;
    this.nanosPerUnit = nanosPerUnit;
  }

  String lineProtocolName() {
    return lineProtocolName;
  }

  /** Rounds down. */
  long fromNanos(long nanos) {
    return Math.floorDiv(nanos, nanosPerUnit);
  }
}
