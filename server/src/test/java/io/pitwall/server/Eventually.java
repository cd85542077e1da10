package io.pitwall.server;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what happens on other threads. */
public final class Eventually {
  private static final long MOST_SECONDS = 20;

  private Eventually() {}

  /**
   * Waits until it is so.
   *
   * @param what said in the failure if it does not become so
   */
  public static void isSo(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still not so: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
