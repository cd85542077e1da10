package io.pitwall.client.load;

import org.HdrHistogram.Histogram;

/**
 * Percentiles of latencies in microseconds; all 0 if nothing was measured.
 *
 * @param count measurements
 * @param p50Micros median
 * @param p95Micros 95th percentile
 * @param p99Micros 99th percentile
 * @param p999Micros 99.9th percentile
 * @param maxMicros longest
 */
public record LatencySummary(
    long count, long p50Micros, long p95Micros, long p99Micros, long p999Micros, long maxMicros) {
  static LatencySummary of(Histogram nanos) {
    return new LatencySummary(
        nanos.getTotalCount(),
        nanos.getValueAtPercentile(50) / 1000,
        nanos.getValueAtPercentile(95) / 1000,
        nanos.getValueAtPercentile(99) / 1000,
        nanos.getValueAtPercentile(99.9) / 1000,
        nanos.getMaxValue() / 1000);
  }
}
