package io.pitwall.server.network;

import java.time.Duration;

/**
 * How often something may happen.
 *
 * @param most times per interval, at least 1; after a pause they may follow each other at once
 * @param interval more than zero
 */
public record Rate(int most, Duration interval) {
  /** Checks the numbers. */
  public Rate {
    if (most < 1 || interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException(most + " per " + interval + " is not a rate");
    }
  }
}
