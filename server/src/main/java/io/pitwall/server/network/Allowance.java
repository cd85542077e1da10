package io.pitwall.server.network;

/**
 * What is left of a {@link Rate}: begins whole, is taken from piece by piece, and grows back evenly
 * until it is whole again. Owned by one thread.
 *
 * <p>Kept as the moment at which it will be whole again, as in the generic cell rate algorithm
 * (ITU-T I.371, annex A).
 */
public final class Allowance {
  private final long intervalNanos;
  private final long nanosPerPiece;
  private long wholeAtNanos;

  /**
   * Begins whole.
   *
   * @param nowNanos on the monotonic clock
   */
  public Allowance(Rate rate, long nowNanos) {
    this.intervalNanos = rate.interval().toNanos();
    this.nanosPerPiece = intervalNanos / rate.most();
    this.wholeAtNanos = nowNanos;
  }

  /**
   * Takes one piece if there is one.
   *
   * @param nowNanos on the monotonic clock
   * @return 0 if it was taken; else after how many nanoseconds there will be one
   */
  public long take(long nowNanos) {
    long missingNanos = Math.max(0, wholeAtNanos - nowNanos);
    long waitNanos = missingNanos + nanosPerPiece - intervalNanos;
    if (waitNanos > 0) {
      return waitNanos;
    }
    wholeAtNanos = nowNanos + missingNanos + nanosPerPiece;
    return 0;
  }
}
