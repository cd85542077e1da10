package io.pitwall.server.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Counts of the statements of one protocol. Safe for all threads. */
public final class QueryMetrics {
  final LongAdder statements = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder aborted = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder rows = new LongAdder();
  final LatencyHistogram latency = new LatencyHistogram();

  /** A statement was answered completely. */
  public void answered(long answeredRows, long nanos) {
    statements.increment();
    rows.add(answeredRows);
    latency.record(nanos);
  }

  /** A statement ended with an error that its client got. */
  public void failed(long nanos) {
    statements.increment();
    failed.increment();
    latency.record(nanos);
  }

  /** An answer was cut: the client left, or an error came after the first byte. */
  public void aborted() {
    statements.increment();
    aborted.increment();
  }

  /** A statement was turned away, because too many wait already. */
  public void refused() {
    refused.increment();
  }
}
