package io.pitwall.client.load;

import java.util.List;
import java.util.Map;

/**
 * What a load did. Every batch whose time came is in exactly one of {@code acknowledgedBatches},
 * {@code failedBatches} and {@code neverSentBatches}.
 *
 * @param elapsedMillis from the start to the last answer
 * @param acknowledgedRowsPerTable rows the server took, by table
 * @param acknowledgedBatches batches the server took
 * @param failedBatches batches refused, of unknown outcome, or given up after too many retries
 * @param unknownBatches those of the failed whose connection broke before the answer: they may be
 *     stored
 * @param neverSentBatches open loop: batches whose time had come but that were not sent before the
 *     end
 * @param retries batches sent again after 429 or 503
 * @param connectFailures attempts to connect that failed
 * @param firstErrors the first few different messages
 * @param latency open loop: from the intended send time, so that a stalled server shows; closed
 *     loop: from when the batch was taken in hand, so that retries show
 * @param serviceLatency from the first byte sent to the last byte of the answer
 * @param sentBytes body bytes on the wire
 * @param uncompressedBytes the same bodies before compression
 * @param cpuSeconds processor time of the load's own threads while sending, preparation apart
 */
public record LoadReport(
    long elapsedMillis,
    Map<String, Long> acknowledgedRowsPerTable,
    long acknowledgedBatches,
    long failedBatches,
    long unknownBatches,
    long neverSentBatches,
    long retries,
    long connectFailures,
    List<String> firstErrors,
    LatencySummary latency,
    LatencySummary serviceLatency,
    long sentBytes,
    long uncompressedBytes,
    double cpuSeconds) {
  /** All tables together. */
  public long acknowledgedRows() {
    return acknowledgedRowsPerTable.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Acknowledged rows a second over the whole time. */
  public double rowsPerSecond() {
    return elapsedMillis == 0 ? 0 : acknowledgedRows() * 1000.0 / elapsedMillis;
  }

  /** Whether every batch whose time came was sent and acknowledged. */
  public boolean isComplete() {
    return failedBatches == 0 && neverSentBatches == 0;
  }
}
