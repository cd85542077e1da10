package io.pitwall.server.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts latencies in buckets whose bounds grow by 2 or 2.5. Safe for all threads. */
public final class LatencyHistogram {
  private static final long[] BOUNDS_MICROS = {
    100,
    250,
    500,
    1_000,
    2_500,
    5_000,
    10_000,
    25_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000,
    30_000_000,
    60_000_000
  };

  private static final double MICROS_PER_SECOND = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final LongAdder[] counts = new LongAdder[BOUNDS_MICROS.length + 1];
  private final LongAdder sumNanos = new LongAdder();

  public LatencyHistogram() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  /** Counts one latency. */
  public void record(long nanos) {
    sumNanos.add(nanos);
    int bucket = 0;
    while (bucket < BOUNDS_MICROS.length
        && nanos > TimeUnit.MICROSECONDS.toNanos(BOUNDS_MICROS[bucket])) {
      bucket++;
    }
    counts[bucket].increment();
  }

  void write(PrometheusText text, String name, String label) {
    long count = 0;
    for (int i = 0; i < counts.length; i++) {
      count += counts[i].sum();
      String bound = i < BOUNDS_MICROS.length ? seconds(BOUNDS_MICROS[i]) : "+Inf";
      String comma = label.isEmpty() ? "" : ",";
      text.sample(name + "_bucket", label + comma + "le=\"" + bound + "\"", count);
    }
    text.sample(name + "_sum", label, (double) sumNanos.sum() / NANOS_PER_SECOND);
    text.sample(name + "_count", label, count);
  }

  private static String seconds(long micros) {
    return Double.toString((double) micros / MICROS_PER_SECOND);
  }
}
