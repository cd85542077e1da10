package io.pitwall.client.load;

/**
 * How much is sent, and when.
 *
 * @param connections connections, each with a thread
 * @param pipeliningDepth requests a connection may have under way
 * @param rowsPerSecond rate over all tables (open loop), or 0 to send as fast as the server
 *     acknowledges (closed loop)
 * @param durationMillis how long batches are sent, or 0 until stopped
 * @param maxBatches batches after which the load ends, or 0 for no such end
 */
public record Pace(
    int connections,
    int pipeliningDepth,
    long rowsPerSecond,
    long durationMillis,
    long maxBatches) {
  /** The most connections. */
  public static final int MAX_CONNECTIONS = 1024;

  /** The deepest pipelining. */
  public static final int MAX_PIPELINING_DEPTH = 256;

  /** The highest rate of an open loop. */
  public static final long MAX_ROWS_PER_SECOND = 100_000_000;

  /** Four connections, no pipelining, 612,000 rows a second for a minute. */
  public static final Pace DEFAULTS = new Pace(4, 1, 612_000, 60_000, 0);

  /** Checks the ranges. */
  public Pace {
    Limits.check("connections", connections, 1, MAX_CONNECTIONS);
    Limits.check("pipelining depth", pipeliningDepth, 1, MAX_PIPELINING_DEPTH);
    Limits.check("rows per second", rowsPerSecond, 0, MAX_ROWS_PER_SECOND);
    Limits.check("duration in ms", durationMillis, 0, Long.MAX_VALUE / 1_000_000 / 2);
    Limits.check("batches", maxBatches, 0, Long.MAX_VALUE);
  }

  /** A copy with other connections. */
  public Pace withConnections(int newConnections, int newPipeliningDepth) {
    return new Pace(newConnections, newPipeliningDepth, rowsPerSecond, durationMillis, maxBatches);
  }

  /** A copy at a fixed rate. */
  public Pace withRate(long newRowsPerSecond) {
    return new Pace(connections, pipeliningDepth, newRowsPerSecond, durationMillis, maxBatches);
  }

  /** A copy that sends as fast as the server acknowledges. */
  public Pace closedLoop() {
    return withRate(0);
  }

  /** A copy with another end; 0 for no end by time. */
  public Pace withDurationMillis(long newDurationMillis) {
    return new Pace(connections, pipeliningDepth, rowsPerSecond, newDurationMillis, maxBatches);
  }

  /** A copy that ends after this many batches; 0 for no end by count. */
  public Pace withMaxBatches(long newMaxBatches) {
    return new Pace(connections, pipeliningDepth, rowsPerSecond, durationMillis, newMaxBatches);
  }

  boolean isOpenLoop() {
    return rowsPerSecond > 0;
  }
}
