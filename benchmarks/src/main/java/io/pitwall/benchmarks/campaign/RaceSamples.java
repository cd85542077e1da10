package io.pitwall.benchmarks.campaign;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The answers to one query over one protocol: how many, how late. Keeps every latency, so
 * percentiles are exact (nearest rank). Written by one thread; read by others after it has ended.
 */
final class RaceSamples {
  private long[] nanos = new long[64];
  private int answers;
  private int empty;
  private int errors;
  private int neverAsked;
  private @Nullable String firstError;

  /** An answer; {@code latencyNanos} from when the query was due to the answer's last byte. */
  void answered(long latencyNanos, int rows) {
    if (answers == nanos.length) {
      nanos = Arrays.copyOf(nanos, answers * 2);
    }
    nanos[answers++] = latencyNanos;
    if (rows == 0) {
      empty++;
    }
  }

  /** No answer; an error has no latency. */
  void failed(String message) {
    errors++;
    if (firstError == null) {
      firstError = message.replaceAll("\\s+", " "); // one line of the table
    }
  }

  /** The query was due, but the one before it took until the end. */
  void neverAsked() {
    neverAsked++;
  }

  int count() {
    return answers + errors;
  }

  int emptyAnswers() {
    return empty;
  }

  int errors() {
    return errors;
  }

  int neverAskedCount() {
    return neverAsked;
  }

  @Nullable String firstError() {
    return firstError;
  }

  /** The latency that {@code percent} of the answers did not exceed, in ms; 0 without answers. */
  double millis(double percent) {
    if (answers == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, answers);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100 * answers);
    return sorted[Math.max(1, rank) - 1] / 1e6;
  }
}
