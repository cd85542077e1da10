package io.pitwall.server.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Counts of the writes in one format. Safe for all threads. */
public final class WriteMetrics {
  final LongAdder requests = new LongAdder();
  final LongAdder failedRequests = new LongAdder();
  final LongAdder rows = new LongAdder();
  final LongAdder refusedRows = new LongAdder();
  final LongAdder wireBytes = new LongAdder();
  final LongAdder bodyBytes = new LongAdder();
  final LatencyHistogram latency = new LatencyHistogram();

  /** A body has arrived. */
  public void received(long sentBytes, long decompressedBytes) {
    wireBytes.add(sentBytes);
    bodyBytes.add(decompressedBytes);
  }

  /**
   * A request was answered after its body was read.
   *
   * @param stored rows acknowledged
   * @param refused rows refused
   * @param failed whether at least one row was not stored
   * @param nanos from the header to the answer
   */
  public void answered(long stored, long refused, boolean failed, long nanos) {
    requests.increment();
    rows.add(stored);
    refusedRows.add(refused);
    if (failed) {
      failedRequests.increment();
    }
    latency.record(nanos);
  }

  /** Rows acknowledged. */
  public long rows() {
    return rows.sum();
  }
}
