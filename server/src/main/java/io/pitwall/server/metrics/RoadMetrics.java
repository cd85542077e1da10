package io.pitwall.server.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Counts of one format of writes. Safe for all threads. */
public final class RoadMetrics {
  final LongAdder requests = new LongAdder();
  final LongAdder failedRequests = new LongAdder();
  final LongAdder rows = new LongAdder();
  final LongAdder refusedRows = new LongAdder();
  final LongAdder wireBytes = new LongAdder();
  final LongAdder bodyBytes = new LongAdder();
  final LatencyHistogram latency = new LatencyHistogram();

  /** A body came in. */
  public void received(long onTheWireBytes, long decompressedBytes) {
    wireBytes.add(onTheWireBytes);
    bodyBytes.add(decompressedBytes);
  }

  /**
   * A request was answered after its body was read.
   *
   * @param stored rows acknowledged
   * @param refused rows refused
   * @param nanos from the head to the answer
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

  public long rows() {
    return rows.sum();
  }
}
