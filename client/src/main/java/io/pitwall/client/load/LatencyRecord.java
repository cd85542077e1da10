package io.pitwall.client.load;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Latencies from many threads, with the summary of the time since last asked and that of all time.
 */
final class LatencyRecord {
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Recorder recorder = new Recorder(SIGNIFICANT_DIGITS);
  private final Histogram total = new Histogram(SIGNIFICANT_DIGITS);
  private Histogram interval = recorder.getIntervalHistogram();

  void record(long nanos) {
    recorder.recordValue(Math.max(0, nanos));
  }

  /** What was recorded since the last call of this method or of {@link #total}. */
  synchronized LatencySummary sinceLastAsked() {
    interval = recorder.getIntervalHistogram(interval);
    total.add(interval);
    return LatencySummary.of(interval);
  }

  synchronized LatencySummary total() {
    sinceLastAsked();
    return LatencySummary.of(total);
  }
}
