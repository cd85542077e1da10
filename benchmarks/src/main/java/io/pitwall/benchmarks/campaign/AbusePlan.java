package io.pitwall.benchmarks.campaign;

import io.pitwall.benchmarks.campaign.abuse.AbuseTurns;
import io.pitwall.client.load.LoadFormat;
import java.time.Duration;

/**
 * What an abuse campaign runs: a warm-up, a quiet round, and rounds as long with abuse.
 *
 * @param rowsPerSecond of the race, over all tables
 * @param warmUpSeconds before the quiet round; not judged
 * @param roundSeconds length of the quiet round and of each round with abuse, so that their
 *     percentiles compare
 * @param rounds with abuse, at least 1
 * @param psqlSeconds how often each query of the race is asked with psql; 0 for never
 * @param turns the kinds of abuse and their order
 * @param bounds what the server must keep to
 */
record AbusePlan(
    long rowsPerSecond,
    int warmUpSeconds,
    int roundSeconds,
    int rounds,
    int psqlSeconds,
    AbuseTurns.Plan turns,
    AbuseBounds bounds) {
  /** A log keeps rows twice for a while, and a row takes 8 to 12 bytes in segments. */
  private static final long BYTES_PER_ROW = 16;

  private static final long OTHER_BYTES = 8L << 30;

  /** Rows of the whole campaign. */
  long rows() {
    return rowsPerSecond * (warmUpSeconds + (long) roundSeconds * (1 + rounds));
  }

  /** The space that the server's folder may come to take. */
  long diskBytes() {
    return rows() * BYTES_PER_ROW + OTHER_BYTES;
  }

  /** The load of one round. */
  RacePlan race(int seconds) {
    return new RacePlan(
        LoadFormat.LINE_PROTOCOL, 0, rowsPerSecond, seconds, 0, psqlSeconds, Duration.ofMinutes(3));
  }
}
